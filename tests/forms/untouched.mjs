// Reads JSON Schemas from standard input, renders the form of each, and prints what each untouched form would send.
import { readFileSync } from 'node:fs';
import { createElement, createRef } from 'react';
import { renderToString } from 'react-dom/server';
import { getDefaultFormState } from '@rjsf/utils';
import form from '@rjsf/core';
import ajv from '@rjsf/validator-ajv8';

const Form = form.default ?? form;
const validator = ajv.default ?? ajv;
const told = JSON.parse(readFileSync(0, 'utf8')).map((schema) => {
  const html = renderToString(createElement(Form, { schema, validator, ref: createRef() }));
  const state = getDefaultFormState(validator, schema, undefined, schema);
  return { state: state ?? {}, fields: (html.match(/<(input|select|textarea)\b/g) ?? []).length };
});
console.log(JSON.stringify(told));

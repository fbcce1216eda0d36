// Reads a JSON Schema from standard input, renders its form, and prints what the untouched form would send.
import { readFileSync } from 'node:fs';
import { createElement, createRef } from 'react';
import { renderToString } from 'react-dom/server';
import { getDefaultFormState } from '@rjsf/utils';
import form from '@rjsf/core';
import ajv from '@rjsf/validator-ajv8';

const Form = form.default ?? form;
const validator = ajv.default ?? ajv;
const schema = JSON.parse(readFileSync(0, 'utf8'));
const html = renderToString(createElement(Form, { schema, validator, ref: createRef() }));
const state = getDefaultFormState(validator, schema, undefined, schema);
console.log(JSON.stringify({ state: state ?? {}, fields: (html.match(/<(input|select|textarea)\b/g) ?? []).length }));

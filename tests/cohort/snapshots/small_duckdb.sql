SELECT
  "t12"."id",
  CASE
    WHEN "t12"."lo0" >= 1609
    THEN 'high'
    ELSE CASE
      WHEN "t12"."lo0" >= 693
      THEN 'moderate'
      ELSE CASE
        WHEN "t12"."lo0" >= 223
        THEN 'low'
        ELSE CASE WHEN "t12"."hi0" >= 223 THEN 'unknown' ELSE 'none' END
      END
    END
  END AS "hamstring_weakness__left",
  CAST("t12"."lo0" AS INT) AS "hamstring_weakness__left__low",
  CAST("t12"."hi0" AS INT) AS "hamstring_weakness__left__high",
  CASE
    WHEN "t12"."lo0" < 0
    THEN -(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS("t12"."lo0") AS DOUBLE) * -0.001)
      ) * 100.0, 0) AS BIGINT) / (
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS("t12"."lo0") AS DOUBLE) * -0.001)
          ) * 100.0, 0) AS BIGINT) * 0.0
        ) + 100.0
      )
    )
    ELSE CAST(ROUND((
      1.0 - EXP(CAST(ABS("t12"."lo0") AS DOUBLE) * -0.001)
    ) * 100.0, 0) AS BIGINT) / (
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS("t12"."lo0") AS DOUBLE) * -0.001)
        ) * 100.0, 0) AS BIGINT) * 0.0
      ) + 100.0
    )
  END AS "hamstring_weakness__left__certainty",
  CASE
    WHEN -357 >= 1609
    THEN 'high'
    ELSE CASE
      WHEN -357 >= 693
      THEN 'moderate'
      ELSE CASE
        WHEN -357 >= 223
        THEN 'low'
        ELSE CASE WHEN 1966 >= 223 THEN 'unknown' ELSE 'none' END
      END
    END
  END AS "hamstring_weakness__right",
  CAST(-357 AS INT) AS "hamstring_weakness__right__low",
  CAST(1966 AS INT) AS "hamstring_weakness__right__high",
  CASE
    WHEN -357 < 0
    THEN -(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS(-357) AS DOUBLE) * -0.001)
      ) * 100.0, 0) AS BIGINT) / (
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS(-357) AS DOUBLE) * -0.001)
          ) * 100.0, 0) AS BIGINT) * 0.0
        ) + 100.0
      )
    )
    ELSE CAST(ROUND((
      1.0 - EXP(CAST(ABS(-357) AS DOUBLE) * -0.001)
    ) * 100.0, 0) AS BIGINT) / (
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(-357) AS DOUBLE) * -0.001)
        ) * 100.0, 0) AS BIGINT) * 0.0
      ) + 100.0
    )
  END AS "hamstring_weakness__right__certainty",
  CASE
    WHEN "t12"."lo2" >= 1609
    THEN 'high'
    ELSE CASE
      WHEN "t12"."lo2" >= 693
      THEN 'moderate'
      ELSE CASE
        WHEN "t12"."lo2" >= 223
        THEN 'low'
        ELSE CASE WHEN "t12"."hi2" >= 223 THEN 'unknown' ELSE 'none' END
      END
    END
  END AS "posterior_chain_deficit",
  CAST("t12"."lo2" AS INT) AS "posterior_chain_deficit__low",
  CAST("t12"."hi2" AS INT) AS "posterior_chain_deficit__high",
  CASE
    WHEN "t12"."lo2" < 0
    THEN -(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS("t12"."lo2") AS DOUBLE) * -0.001)
      ) * 100.0, 0) AS BIGINT) / (
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS("t12"."lo2") AS DOUBLE) * -0.001)
          ) * 100.0, 0) AS BIGINT) * 0.0
        ) + 100.0
      )
    )
    ELSE CAST(ROUND((
      1.0 - EXP(CAST(ABS("t12"."lo2") AS DOUBLE) * -0.001)
    ) * 100.0, 0) AS BIGINT) / (
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS("t12"."lo2") AS DOUBLE) * -0.001)
        ) * 100.0, 0) AS BIGINT) * 0.0
      ) + 100.0
    )
  END AS "posterior_chain_deficit__certainty",
  CASE
    WHEN CAST(NULL AS BOOLEAN)
    THEN 'refer'
    ELSE CASE WHEN NOT (
      CAST(NULL AS BOOLEAN)
    ) THEN 'no' ELSE 'unanswered' END
  END AS "cauda_equina",
  CASE
    WHEN "t12"."t13"
    THEN 'given'
    ELSE CASE WHEN NOT (
      "t12"."t13"
    ) THEN 'refused' ELSE 'withheld' END
  END AS "hinge_strength",
  CASE
    WHEN "t12"."t14"
    THEN 'given'
    ELSE CASE WHEN NOT (
      "t12"."t14"
    ) THEN 'refused' ELSE 'withheld' END
  END AS "nordic_curl__left",
  CASE
    WHEN CAST(NULL AS BOOLEAN)
    THEN 'given'
    ELSE CASE WHEN NOT (
      CAST(NULL AS BOOLEAN)
    ) THEN 'refused' ELSE 'withheld' END
  END AS "nordic_curl__right",
  CASE
    WHEN "t12"."t16"
    THEN 'given'
    ELSE CASE WHEN NOT (
      "t12"."t16"
    ) THEN 'refused' ELSE 'withheld' END
  END AS "sitting_breaks",
  CASE WHEN "t12"."t0" THEN 1 ELSE 0 END + CASE WHEN "t12"."t4" THEN 16 ELSE 0 END + (
    CASE WHEN "t12"."t6" THEN 64 ELSE 0 END + (
      CASE WHEN "t12"."t10" THEN 1024 ELSE 0 END + CASE WHEN "t12"."t11" THEN 2048 ELSE 0 END
    )
  ) AS "fired_0",
  'HASH' AS "knowledge_hash"
FROM (
  SELECT
    "t11"."id",
    "t11"."f0",
    "t11"."f7",
    "t11"."f9",
    "t11"."f10",
    "t11"."f12",
    "t11"."f14",
    "t11"."t0",
    "t11"."t4",
    "t11"."t6",
    "t11"."lo0",
    "t11"."hi0",
    "t11"."s8",
    "t11"."s9",
    "t11"."t10",
    "t11"."t11",
    CASE WHEN "t11"."t10" THEN 799 ELSE CASE WHEN "t11"."t11" THEN 799 ELSE 0 END END AS "lo2",
    CASE
      WHEN NOT (
        "t11"."t10"
      )
      THEN CASE WHEN NOT (
        "t11"."t11"
      ) THEN 0 ELSE 799 END
      ELSE 799
    END AS "hi2",
    (
      (
        CASE WHEN "t11"."t10" THEN 799 ELSE CASE WHEN "t11"."t11" THEN 799 ELSE 0 END END >= 223
      )
      OR (
        (
          CASE
            WHEN NOT (
              "t11"."t10"
            )
            THEN CASE WHEN NOT (
              "t11"."t11"
            ) THEN 0 ELSE 799 END
            ELSE 799
          END >= 223
        )
        AND CAST(NULL AS BOOLEAN)
      )
    )
    AND (
      (
        (
          "t11"."f0" >= 1
        ) AND CAST(NULL AS BOOLEAN)
      )
      OR CAST(NULL AS BOOLEAN)
    ) AS "t13",
    "t11"."s8" AND CAST(NULL AS BOOLEAN) AS "t14",
    "t11"."f9" >= 32 AS "t16"
  FROM (
    SELECT
      "t10"."id",
      "t10"."f0",
      "t10"."f7",
      "t10"."f9",
      "t10"."f10",
      "t10"."f12",
      "t10"."f14",
      "t10"."t0",
      "t10"."t4",
      "t10"."t6",
      "t10"."lo0",
      "t10"."hi0",
      (
        "t10"."lo0" >= 693
      )
      OR (
        (
          "t10"."hi0" >= 693
        ) AND CAST(NULL AS BOOLEAN)
      ) AS "s8",
      "t10"."f9" > 32 AS "s9",
      (
        (
          "t10"."lo0" >= 693
        )
        OR (
          (
            "t10"."hi0" >= 693
          ) AND CAST(NULL AS BOOLEAN)
        )
      )
      AND (
        "t10"."f9" > 32
      ) AS "t10",
      (
        "t10"."f9" > 32
      ) AND CAST(NULL AS BOOLEAN) AS "t11"
    FROM (
      SELECT
        "t9"."id",
        "t9"."f0",
        "t9"."f7",
        "t9"."f9",
        "t9"."f10",
        "t9"."f12",
        "t9"."f14",
        "t9"."f7" AS "t0",
        "t9"."f14" < 600 AS "t4",
        "t9"."f14" < 470 AS "t6",
        CASE WHEN "t9"."f7" THEN 357 ELSE 0 END + (
          CASE
            WHEN "t9"."f14" < 470
            THEN 916
            ELSE CASE WHEN "t9"."f14" < 600 THEN 511 ELSE 0 END
          END + -357
        ) AS "lo0",
        CASE WHEN NOT (
          "t9"."f7"
        ) THEN 0 ELSE 357 END + (
          CASE
            WHEN NOT (
              "t9"."f14" < 470
            )
            THEN CASE WHEN NOT (
              "t9"."f14" < 600
            ) THEN 0 ELSE 511 END
            ELSE 916
          END + 693
        ) AS "hi0"
      FROM (
        SELECT
          "t8"."id",
          "t8"."f0",
          "t8"."f7",
          "t8"."f9",
          "t8"."f10",
          "t8"."f12",
          CASE
            WHEN NOT (
              COALESCE((
                "t8"."q14" < 100
              ) OR (
                "t8"."q14" > 2000
              ), FALSE)
            )
            THEN "t8"."q14"
            ELSE NULL
          END AS "f14"
        FROM (
          SELECT
            "t7"."id",
            "t7"."r2",
            "t7"."r3",
            "t7"."r4",
            "t7"."r5",
            "t7"."r6",
            "t7"."x2",
            "t7"."x3",
            "t7"."x4",
            "t7"."y2",
            "t7"."y3",
            "t7"."y4",
            "t7"."h2",
            "t7"."h3",
            "t7"."h4",
            "t7"."f10",
            "t7"."f12",
            "t7"."f9",
            "t7"."f7",
            "t7"."f0",
            "t7"."b2",
            "t7"."b3",
            "t7"."b4",
            "t7"."b5",
            "t7"."b6",
            "t7"."n14",
            "t7"."d14",
            "t7"."z14",
            CASE
              WHEN (
                "t7"."n14" < (
                  "t7"."q14" * "t7"."d14"
                )
              )
              AND CASE WHEN "t7"."q14" IS NULL THEN NULL ELSE "t7"."q14" IN (470, 600) END
              THEN "t7"."q14" - 1
              ELSE "t7"."q14"
            END AS "q14"
          FROM (
            SELECT
              "t6"."id",
              "t6"."r2",
              "t6"."r3",
              "t6"."r4",
              "t6"."r5",
              "t6"."r6",
              "t6"."x2",
              "t6"."x3",
              "t6"."x4",
              "t6"."y2",
              "t6"."y3",
              "t6"."y4",
              "t6"."h2",
              "t6"."h3",
              "t6"."h4",
              "t6"."f10",
              "t6"."f12",
              "t6"."f9",
              "t6"."f7",
              "t6"."f0",
              "t6"."b2",
              "t6"."b3",
              "t6"."b4",
              "t6"."b5",
              "t6"."b6",
              "t6"."n14",
              "t6"."d14",
              "t6"."z14",
              CASE
                WHEN (
                  (
                    (
                      ABS("t6"."n14") - (
                        CASE
                          WHEN "t6"."d14" <> 0
                          THEN CAST(FLOOR((
                            ABS("t6"."n14")
                          ) / (
                            "t6"."d14"
                          )) AS BIGINT)
                          ELSE NULL
                        END * "t6"."d14"
                      )
                    ) * 2
                  ) > "t6"."d14"
                )
                OR (
                  (
                    (
                      (
                        ABS("t6"."n14") - (
                          CASE
                            WHEN "t6"."d14" <> 0
                            THEN CAST(FLOOR((
                              ABS("t6"."n14")
                            ) / (
                              "t6"."d14"
                            )) AS BIGINT)
                            ELSE NULL
                          END * "t6"."d14"
                        )
                      ) * 2
                    ) = "t6"."d14"
                  )
                  AND (
                    (
                      (
                        (
                          CASE
                            WHEN "t6"."d14" <> 0
                            THEN CAST(FLOOR((
                              ABS("t6"."n14")
                            ) / (
                              "t6"."d14"
                            )) AS BIGINT)
                            ELSE NULL
                          END % 2
                        ) + 2
                      ) % 2
                    ) = 1
                  )
                )
                THEN CASE
                  WHEN "t6"."d14" <> 0
                  THEN CAST(FLOOR((
                    ABS("t6"."n14")
                  ) / (
                    "t6"."d14"
                  )) AS BIGINT)
                  ELSE NULL
                END + 1
                ELSE CASE
                  WHEN "t6"."d14" <> 0
                  THEN CAST(FLOOR((
                    ABS("t6"."n14")
                  ) / (
                    "t6"."d14"
                  )) AS BIGINT)
                  ELSE NULL
                END
              END * CASE WHEN "t6"."n14" < 0 THEN -1 ELSE 1 END AS "q14"
            FROM (
              SELECT
                "t5"."id",
                "t5"."r2",
                "t5"."r3",
                "t5"."r4",
                "t5"."r5",
                "t5"."r6",
                "t5"."x2",
                "t5"."x3",
                "t5"."x4",
                "t5"."y2",
                "t5"."y3",
                "t5"."y4",
                "t5"."h2",
                "t5"."h3",
                "t5"."h4",
                "t5"."f10",
                "t5"."f12",
                "t5"."f9",
                "t5"."f7",
                "t5"."f0",
                NOT (
                  "t5"."r2" IS NULL
                ) AND (
                  "t5"."f10" IS NULL
                ) AS "b2",
                NOT (
                  "t5"."r3" IS NULL
                ) AND (
                  "t5"."f12" IS NULL
                ) AS "b3",
                NOT (
                  "t5"."r4" IS NULL
                ) AND (
                  "t5"."f9" IS NULL
                ) AS "b4",
                NOT (
                  "t5"."r5" IS NULL
                ) AND (
                  "t5"."f7" IS NULL
                ) AS "b5",
                NOT (
                  "t5"."r6" IS NULL
                ) AND (
                  "t5"."f0" IS NULL
                ) AS "b6",
                CAST("t5"."f10" AS BIGINT) * 1000 AS "n14",
                CASE
                  WHEN NOT (
                    "t5"."f10" IS NULL
                  )
                  AND NOT (
                    "t5"."f12" IS NULL
                  )
                  AND NOT (
                    (
                      1 * CAST("t5"."f12" AS BIGINT)
                    ) = 0
                  )
                  THEN 1 * CAST("t5"."f12" AS BIGINT)
                  ELSE NULL
                END AS "d14",
                NOT (
                  "t5"."f10" IS NULL
                )
                AND NOT (
                  "t5"."f12" IS NULL
                )
                AND COALESCE((
                  1 * CAST("t5"."f12" AS BIGINT)
                ) = 0, FALSE) AS "z14"
              FROM (
                SELECT
                  "t4"."id",
                  "t4"."r2",
                  "t4"."r3",
                  "t4"."r4",
                  "t4"."r5",
                  "t4"."r6",
                  "t4"."x2",
                  "t4"."x3",
                  "t4"."x4",
                  "t4"."y2",
                  "t4"."y3",
                  "t4"."y4",
                  "t4"."h2",
                  "t4"."h3",
                  "t4"."h4",
                  "t4"."h2" AS "f10",
                  "t4"."h3" AS "f12",
                  CAST(CASE
                    WHEN (
                      "t4"."x4" > (
                        (
                          CAST("t4"."h4" AS DOUBLE) * 1.0
                        ) / (
                          (
                            CAST("t4"."h4" AS DOUBLE) * 1.0 * 0.0
                          ) + 4.0
                        )
                      )
                    )
                    AND CASE WHEN "t4"."h4" IS NULL THEN NULL ELSE "t4"."h4" IN (32) END
                    THEN "t4"."h4" + 1
                    ELSE CASE
                      WHEN (
                        "t4"."x4" < (
                          (
                            CAST("t4"."h4" AS DOUBLE) * 1.0
                          ) / (
                            (
                              CAST("t4"."h4" AS DOUBLE) * 1.0 * 0.0
                            ) + 4.0
                          )
                        )
                      )
                      AND CASE WHEN "t4"."h4" IS NULL THEN NULL ELSE "t4"."h4" IN (32) END
                      THEN "t4"."h4" - 1
                      ELSE "t4"."h4"
                    END
                  END AS TINYINT) AS "f9",
                  "t4"."r5" AS "f7",
                  CASE
                    WHEN "t4"."r6" = 'beginner'
                    THEN 0
                    ELSE CASE
                      WHEN "t4"."r6" = 'intermediate'
                      THEN 1
                      ELSE CASE WHEN "t4"."r6" = 'advanced' THEN 2 ELSE NULL END
                    END
                  END AS "f0"
                FROM (
                  SELECT
                    "t3"."id",
                    "t3"."r2",
                    "t3"."r3",
                    "t3"."r4",
                    "t3"."r5",
                    "t3"."r6",
                    "t3"."x2",
                    "t3"."x3",
                    "t3"."x4",
                    "t3"."y2",
                    "t3"."y3",
                    "t3"."y4",
                    CAST(CASE
                      WHEN (
                        "t3"."x2" < (
                          (
                            (
                              "t3"."y2" * 2.0
                            ) + -1.0
                          ) / (
                            (
                              (
                                (
                                  "t3"."y2" * 2.0
                                ) + -1.0
                              ) * 0.0
                            ) + 2.0
                          )
                        )
                      )
                      OR (
                        (
                          "t3"."x2" = (
                            (
                              (
                                "t3"."y2" * 2.0
                              ) + -1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y2" * 2.0
                                  ) + -1.0
                                ) * 0.0
                              ) + 2.0
                            )
                          )
                        )
                        AND (
                          (
                            (
                              (
                                CAST("t3"."y2" AS SMALLINT) % 2
                              ) + 2
                            ) % 2
                          ) <> 0
                        )
                      )
                      THEN CAST("t3"."y2" AS SMALLINT) - 1
                      ELSE CASE
                        WHEN (
                          "t3"."x2" > (
                            (
                              (
                                "t3"."y2" * 2.0
                              ) + 1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y2" * 2.0
                                  ) + 1.0
                                ) * 0.0
                              ) + 2.0
                            )
                          )
                        )
                        OR (
                          (
                            "t3"."x2" = (
                              (
                                (
                                  "t3"."y2" * 2.0
                                ) + 1.0
                              ) / (
                                (
                                  (
                                    (
                                      "t3"."y2" * 2.0
                                    ) + 1.0
                                  ) * 0.0
                                ) + 2.0
                              )
                            )
                          )
                          AND (
                            (
                              (
                                (
                                  CAST("t3"."y2" AS SMALLINT) % 2
                                ) + 2
                              ) % 2
                            ) <> 0
                          )
                        )
                        THEN CAST("t3"."y2" AS SMALLINT) + 1
                        ELSE CAST("t3"."y2" AS SMALLINT)
                      END
                    END AS SMALLINT) AS "h2",
                    CAST(CASE
                      WHEN (
                        "t3"."x3" < (
                          (
                            (
                              "t3"."y3" * 2.0
                            ) + -1.0
                          ) / (
                            (
                              (
                                (
                                  "t3"."y3" * 2.0
                                ) + -1.0
                              ) * 0.0
                            ) + 2.0
                          )
                        )
                      )
                      OR (
                        (
                          "t3"."x3" = (
                            (
                              (
                                "t3"."y3" * 2.0
                              ) + -1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y3" * 2.0
                                  ) + -1.0
                                ) * 0.0
                              ) + 2.0
                            )
                          )
                        )
                        AND (
                          (
                            (
                              (
                                CAST("t3"."y3" AS SMALLINT) % 2
                              ) + 2
                            ) % 2
                          ) <> 0
                        )
                      )
                      THEN CAST("t3"."y3" AS SMALLINT) - 1
                      ELSE CASE
                        WHEN (
                          "t3"."x3" > (
                            (
                              (
                                "t3"."y3" * 2.0
                              ) + 1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y3" * 2.0
                                  ) + 1.0
                                ) * 0.0
                              ) + 2.0
                            )
                          )
                        )
                        OR (
                          (
                            "t3"."x3" = (
                              (
                                (
                                  "t3"."y3" * 2.0
                                ) + 1.0
                              ) / (
                                (
                                  (
                                    (
                                      "t3"."y3" * 2.0
                                    ) + 1.0
                                  ) * 0.0
                                ) + 2.0
                              )
                            )
                          )
                          AND (
                            (
                              (
                                (
                                  CAST("t3"."y3" AS SMALLINT) % 2
                                ) + 2
                              ) % 2
                            ) <> 0
                          )
                        )
                        THEN CAST("t3"."y3" AS SMALLINT) + 1
                        ELSE CAST("t3"."y3" AS SMALLINT)
                      END
                    END AS SMALLINT) AS "h3",
                    CAST(CASE
                      WHEN (
                        "t3"."x4" < (
                          (
                            (
                              "t3"."y4" * 2.0
                            ) + -1.0
                          ) / (
                            (
                              (
                                (
                                  "t3"."y4" * 2.0
                                ) + -1.0
                              ) * 0.0
                            ) + 8.0
                          )
                        )
                      )
                      OR (
                        (
                          "t3"."x4" = (
                            (
                              (
                                "t3"."y4" * 2.0
                              ) + -1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y4" * 2.0
                                  ) + -1.0
                                ) * 0.0
                              ) + 8.0
                            )
                          )
                        )
                        AND (
                          (
                            (
                              (
                                CAST("t3"."y4" AS TINYINT) % 2
                              ) + 2
                            ) % 2
                          ) <> 0
                        )
                      )
                      THEN CAST("t3"."y4" AS TINYINT) - 1
                      ELSE CASE
                        WHEN (
                          "t3"."x4" > (
                            (
                              (
                                "t3"."y4" * 2.0
                              ) + 1.0
                            ) / (
                              (
                                (
                                  (
                                    "t3"."y4" * 2.0
                                  ) + 1.0
                                ) * 0.0
                              ) + 8.0
                            )
                          )
                        )
                        OR (
                          (
                            "t3"."x4" = (
                              (
                                (
                                  "t3"."y4" * 2.0
                                ) + 1.0
                              ) / (
                                (
                                  (
                                    (
                                      "t3"."y4" * 2.0
                                    ) + 1.0
                                  ) * 0.0
                                ) + 8.0
                              )
                            )
                          )
                          AND (
                            (
                              (
                                (
                                  CAST("t3"."y4" AS TINYINT) % 2
                                ) + 2
                              ) % 2
                            ) <> 0
                          )
                        )
                        THEN CAST("t3"."y4" AS TINYINT) + 1
                        ELSE CAST("t3"."y4" AS TINYINT)
                      END
                    END AS TINYINT) AS "h4"
                  FROM (
                    SELECT
                      "t2"."id",
                      "t2"."r2",
                      "t2"."r3",
                      "t2"."r4",
                      "t2"."r5",
                      "t2"."r6",
                      "t2"."x2",
                      "t2"."x3",
                      "t2"."x4",
                      CAST(ROUND("t2"."x2" * 1.0, 0) AS BIGINT) AS "y2",
                      CAST(ROUND("t2"."x3" * 1.0, 0) AS BIGINT) AS "y3",
                      CAST(ROUND("t2"."x4" * 4.0, 0) AS BIGINT) AS "y4"
                    FROM (
                      SELECT
                        "t1"."id",
                        "t1"."r2",
                        "t1"."r3",
                        "t1"."r4",
                        "t1"."r5",
                        "t1"."r6",
                        CASE
                          WHEN (
                            "t1"."r2" >= 0.0
                          ) AND (
                            "t1"."r2" <= 400.0
                          )
                          THEN "t1"."r2"
                          ELSE NULL
                        END AS "x2",
                        CASE
                          WHEN (
                            "t1"."r3" >= 0.0
                          ) AND (
                            "t1"."r3" <= 600.0
                          )
                          THEN "t1"."r3"
                          ELSE NULL
                        END AS "x3",
                        CASE
                          WHEN (
                            "t1"."r4" >= 0.0
                          ) AND (
                            "t1"."r4" <= 24.0
                          )
                          THEN "t1"."r4"
                          ELSE NULL
                        END AS "x4"
                      FROM (
                        SELECT
                          CASE WHEN TRIM("t0"."id", ' 	
') <> '' THEN "t0"."id" ELSE NULL END AS "id",
                          CASE
                            WHEN NOT (
                              CASE
                                WHEN "t0"."hamstring_torque[left]" IS NULL
                                THEN NULL
                                ELSE ISNAN("t0"."hamstring_torque[left]")
                              END
                            )
                            THEN "t0"."hamstring_torque[left]"
                            ELSE NULL
                          END AS "r2",
                          CASE
                            WHEN NOT (
                              CASE
                                WHEN "t0"."quadriceps_torque[left]" IS NULL
                                THEN NULL
                                ELSE ISNAN("t0"."quadriceps_torque[left]")
                              END
                            )
                            THEN "t0"."quadriceps_torque[left]"
                            ELSE NULL
                          END AS "r3",
                          CASE
                            WHEN NOT (
                              CASE WHEN "t0"."sitting" IS NULL THEN NULL ELSE ISNAN("t0"."sitting") END
                            )
                            THEN "t0"."sitting"
                            ELSE NULL
                          END AS "r4",
                          "t0"."prior_acl[left]" AS "r5",
                          CASE
                            WHEN TRIM("t0"."training_experience", ' 	
') <> ''
                            THEN "t0"."training_experience"
                            ELSE NULL
                          END AS "r6"
                        FROM "people" AS "t0"
                      ) AS "t1"
                    ) AS "t2"
                  ) AS "t3"
                ) AS "t4"
              ) AS "t5"
            ) AS "t6"
          ) AS "t7"
        ) AS "t8"
        WHERE
          NOT (
            (
              "t8"."id" IS NULL
            )
            OR (
              "t8"."b2" OR "t8"."b3"
            )
            OR (
              "t8"."b4"
              OR "t8"."b5"
              OR (
                "t8"."b6" OR COALESCE((
                  "t8"."q14" < 100
                ) OR (
                  "t8"."q14" > 2000
                ), FALSE)
              )
            )
          )
      ) AS "t9"
    ) AS "t10"
  ) AS "t11"
) AS "t12"

SELECT
  "t9"."id",
  CASE
    WHEN "t9"."lo0" >= 1609
    THEN 'high'
    ELSE CASE
      WHEN "t9"."lo0" >= 693
      THEN 'moderate'
      ELSE CASE
        WHEN "t9"."lo0" >= 223
        THEN 'low'
        ELSE CASE WHEN "t9"."hi0" >= 223 THEN 'unknown' ELSE 'none' END
      END
    END
  END AS "hamstring_weakness__left",
  CASE WHEN "t9"."t0" THEN 1 ELSE 0 END + (
    CASE WHEN "t9"."t10" THEN 1024 ELSE 0 END + CASE WHEN "t9"."t11" THEN 2048 ELSE 0 END
  ) AS "fired_0",
  CASE
    WHEN "t9"."f9" >= 32
    THEN 'given'
    ELSE CASE WHEN NOT (
      "t9"."f9" >= 32
    ) THEN 'refused' ELSE 'withheld' END
  END AS "sitting_breaks"
FROM (
  SELECT
    "t8"."id",
    "t8"."f0",
    "t8"."f7",
    "t8"."f9",
    "t8"."t0",
    "t8"."lo0",
    "t8"."hi0",
    "t8"."s8",
    "t8"."s9",
    "t8"."s8" AND "t8"."s9" AS "t10",
    "t8"."s9" AND CAST(NULL AS BOOLEAN) AS "t11",
    CASE
      WHEN "t8"."s8" AND "t8"."s9"
      THEN 799
      ELSE CASE WHEN "t8"."s9" AND CAST(NULL AS BOOLEAN) THEN 799 ELSE 0 END
    END AS "lo2",
    CASE
      WHEN NOT (
        "t8"."s8" AND "t8"."s9"
      )
      THEN CASE WHEN NOT (
        "t8"."s9" AND CAST(NULL AS BOOLEAN)
      ) THEN 0 ELSE 799 END
      ELSE 799
    END AS "hi2"
  FROM (
    SELECT
      "t7"."id",
      "t7"."f0",
      "t7"."f7",
      "t7"."f9",
      "t7"."t0",
      "t7"."lo0",
      "t7"."hi0",
      (
        "t7"."lo0" >= 693
      )
      OR (
        (
          "t7"."hi0" >= 693
        ) AND CAST(NULL AS BOOLEAN)
      ) AS "s8",
      "t7"."f9" > 32 AS "s9"
    FROM (
      SELECT
        "t6"."id",
        "t6"."f0",
        "t6"."f7",
        "t6"."f9",
        "t6"."f7" AS "t0",
        CASE WHEN "t6"."f7" THEN 357 ELSE 0 END + -357 AS "lo0",
        CASE WHEN NOT (
          "t6"."f7"
        ) THEN 0 ELSE 357 END + 1609 AS "hi0"
      FROM (
        SELECT
          "t5"."id",
          "t5"."r1",
          "t5"."r2",
          "t5"."r3",
          "t5"."x1",
          "t5"."y1",
          "t5"."h1",
          "t5"."f9",
          "t5"."f0",
          "t5"."f7",
          NOT (
            "t5"."r1" IS NULL
          ) AND (
            "t5"."f9" IS NULL
          ) AS "b1",
          NOT (
            "t5"."r2" IS NULL
          ) AND (
            "t5"."f0" IS NULL
          ) AS "b2",
          NOT (
            "t5"."r3" IS NULL
          ) AND (
            "t5"."f7" IS NULL
          ) AS "b3"
        FROM (
          SELECT
            "t4"."id",
            "t4"."r1",
            "t4"."r2",
            "t4"."r3",
            "t4"."x1",
            "t4"."y1",
            "t4"."h1",
            CAST(CASE
              WHEN (
                "t4"."x1" > (
                  CAST((
                    CAST("t4"."h1" AS DOUBLE PRECISION) * 1.0
                  ) AS DOUBLE PRECISION) / (
                    (
                      CAST("t4"."h1" AS DOUBLE PRECISION) * 1.0 * 0.0
                    ) + 4.0
                  )
                )
              )
              AND CASE WHEN "t4"."h1" IS NULL THEN NULL ELSE "t4"."h1" IN (32) END
              THEN "t4"."h1" + 1
              ELSE CASE
                WHEN (
                  "t4"."x1" < (
                    CAST((
                      CAST("t4"."h1" AS DOUBLE PRECISION) * 1.0
                    ) AS DOUBLE PRECISION) / (
                      (
                        CAST("t4"."h1" AS DOUBLE PRECISION) * 1.0 * 0.0
                      ) + 4.0
                    )
                  )
                )
                AND CASE WHEN "t4"."h1" IS NULL THEN NULL ELSE "t4"."h1" IN (32) END
                THEN "t4"."h1" - 1
                ELSE "t4"."h1"
              END
            END AS SMALLINT) AS "f9",
            CASE
              WHEN "t4"."r2" = 'beginner'
              THEN 0
              ELSE CASE
                WHEN "t4"."r2" = 'intermediate'
                THEN 1
                ELSE CASE WHEN "t4"."r2" = 'advanced' THEN 2 ELSE NULL END
              END
            END AS "f0",
            "t4"."r3" AS "f7"
          FROM (
            SELECT
              "t3"."id",
              "t3"."r1",
              "t3"."r2",
              "t3"."r3",
              "t3"."x1",
              "t3"."y1",
              CAST(CASE
                WHEN (
                  "t3"."x1" < (
                    CAST((
                      (
                        "t3"."y1" * 2.0
                      ) + -1.0
                    ) AS DOUBLE PRECISION) / (
                      (
                        (
                          (
                            "t3"."y1" * 2.0
                          ) + -1.0
                        ) * 0.0
                      ) + 8.0
                    )
                  )
                )
                OR (
                  (
                    "t3"."x1" = (
                      CAST((
                        (
                          "t3"."y1" * 2.0
                        ) + -1.0
                      ) AS DOUBLE PRECISION) / (
                        (
                          (
                            (
                              "t3"."y1" * 2.0
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
                          CAST("t3"."y1" AS SMALLINT) % 2
                        ) + 2
                      ) % 2
                    ) <> 0
                  )
                )
                THEN CAST("t3"."y1" AS SMALLINT) - 1
                ELSE CASE
                  WHEN (
                    "t3"."x1" > (
                      CAST((
                        (
                          "t3"."y1" * 2.0
                        ) + 1.0
                      ) AS DOUBLE PRECISION) / (
                        (
                          (
                            (
                              "t3"."y1" * 2.0
                            ) + 1.0
                          ) * 0.0
                        ) + 8.0
                      )
                    )
                  )
                  OR (
                    (
                      "t3"."x1" = (
                        CAST((
                          (
                            "t3"."y1" * 2.0
                          ) + 1.0
                        ) AS DOUBLE PRECISION) / (
                          (
                            (
                              (
                                "t3"."y1" * 2.0
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
                            CAST("t3"."y1" AS SMALLINT) % 2
                          ) + 2
                        ) % 2
                      ) <> 0
                    )
                  )
                  THEN CAST("t3"."y1" AS SMALLINT) + 1
                  ELSE CAST("t3"."y1" AS SMALLINT)
                END
              END AS SMALLINT) AS "h1"
            FROM (
              SELECT
                "t2"."id",
                "t2"."r1",
                "t2"."r2",
                "t2"."r3",
                "t2"."x1",
                CAST(ROUND("t2"."x1" * 4.0) AS BIGINT) AS "y1"
              FROM (
                SELECT
                  "t1"."id",
                  "t1"."r1",
                  "t1"."r2",
                  "t1"."r3",
                  CASE
                    WHEN (
                      "t1"."r1" >= 0.0
                    ) AND (
                      "t1"."r1" <= 24.0
                    )
                    THEN "t1"."r1"
                    ELSE NULL
                  END AS "x1"
                FROM (
                  SELECT
                    CASE
                      WHEN TRIM(' 	
' FROM "t0"."id") <> ''
                      THEN "t0"."id"
                      ELSE NULL
                    END AS "id",
                    CASE
                      WHEN NOT (
                        CASE
                          WHEN "t0"."sitting" IS NULL
                          THEN NULL
                          ELSE "t0"."sitting" = CAST('NaN' AS DOUBLE PRECISION)
                        END
                      )
                      THEN "t0"."sitting"
                      ELSE NULL
                    END AS "r1",
                    CASE
                      WHEN TRIM(' 	
' FROM "t0"."training_experience") <> ''
                      THEN "t0"."training_experience"
                      ELSE NULL
                    END AS "r2",
                    "t0"."prior_acl[left]" AS "r3"
                  FROM "people" AS "t0"
                ) AS "t1"
              ) AS "t2"
            ) AS "t3"
          ) AS "t4"
        ) AS "t5"
      ) AS "t6"
      WHERE
        NOT (
          (
            "t6"."id" IS NULL
          ) OR "t6"."b1" OR (
            "t6"."b2" OR "t6"."b3"
          )
        )
    ) AS "t7"
  ) AS "t8"
) AS "t9"

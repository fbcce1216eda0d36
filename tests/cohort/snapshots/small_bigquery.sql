SELECT
  `t9`.`id`,
  CASE
    WHEN `t9`.`lo0` >= 1609
    THEN 'high'
    ELSE CASE
      WHEN `t9`.`lo0` >= 693
      THEN 'moderate'
      ELSE CASE WHEN `t9`.`lo0` >= 223 THEN 'low' ELSE CAST(NULL AS STRING) END
    END
  END AS `hamstring_weakness__left`,
  CAST(`t9`.`lo0` AS INT64) AS `hamstring_weakness__left__low`,
  CAST(`t9`.`hi0` AS INT64) AS `hamstring_weakness__left__high`,
  CASE
    WHEN `t9`.`lo0` < 0
    THEN -(
      ieee_divide(
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(`t9`.`lo0`) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64),
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS(`t9`.`lo0`) AS FLOAT64) * -0.001)
          ) * 100.0, 0) AS INT64) * 0.0
        ) + 100.0
      )
    )
    ELSE ieee_divide(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS(`t9`.`lo0`) AS FLOAT64) * -0.001)
      ) * 100.0, 0) AS INT64),
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(`t9`.`lo0`) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64) * 0.0
      ) + 100.0
    )
  END AS `hamstring_weakness__left__certainty`,
  CASE
    WHEN -357 >= 1609
    THEN 'high'
    ELSE CASE
      WHEN -357 >= 693
      THEN 'moderate'
      ELSE CASE WHEN -357 >= 223 THEN 'low' ELSE CAST(NULL AS STRING) END
    END
  END AS `hamstring_weakness__right`,
  CAST(-357 AS INT64) AS `hamstring_weakness__right__low`,
  CAST(1966 AS INT64) AS `hamstring_weakness__right__high`,
  CASE
    WHEN -357 < 0
    THEN -(
      ieee_divide(
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(-357) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64),
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS(-357) AS FLOAT64) * -0.001)
          ) * 100.0, 0) AS INT64) * 0.0
        ) + 100.0
      )
    )
    ELSE ieee_divide(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS(-357) AS FLOAT64) * -0.001)
      ) * 100.0, 0) AS INT64),
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(-357) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64) * 0.0
      ) + 100.0
    )
  END AS `hamstring_weakness__right__certainty`,
  CASE
    WHEN `t9`.`lo2` >= 1609
    THEN 'high'
    ELSE CASE
      WHEN `t9`.`lo2` >= 693
      THEN 'moderate'
      ELSE CASE WHEN `t9`.`lo2` >= 223 THEN 'low' ELSE CAST(NULL AS STRING) END
    END
  END AS `posterior_chain_deficit`,
  CAST(`t9`.`lo2` AS INT64) AS `posterior_chain_deficit__low`,
  CAST(`t9`.`hi2` AS INT64) AS `posterior_chain_deficit__high`,
  CASE
    WHEN `t9`.`lo2` < 0
    THEN -(
      ieee_divide(
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(`t9`.`lo2`) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64),
        (
          CAST(ROUND((
            1.0 - EXP(CAST(ABS(`t9`.`lo2`) AS FLOAT64) * -0.001)
          ) * 100.0, 0) AS INT64) * 0.0
        ) + 100.0
      )
    )
    ELSE ieee_divide(
      CAST(ROUND((
        1.0 - EXP(CAST(ABS(`t9`.`lo2`) AS FLOAT64) * -0.001)
      ) * 100.0, 0) AS INT64),
      (
        CAST(ROUND((
          1.0 - EXP(CAST(ABS(`t9`.`lo2`) AS FLOAT64) * -0.001)
        ) * 100.0, 0) AS INT64) * 0.0
      ) + 100.0
    )
  END AS `posterior_chain_deficit__certainty`,
  CASE
    WHEN CAST(NULL AS BOOL)
    THEN 'refer'
    ELSE CASE WHEN NOT (
      CAST(NULL AS BOOL)
    ) THEN 'no' ELSE 'unanswered' END
  END AS `cauda_equina`,
  CASE
    WHEN `t9`.`t18`
    THEN 'given'
    ELSE CASE WHEN NOT (
      `t9`.`t18`
    ) THEN 'refused' ELSE 'withheld' END
  END AS `hinge_strength`,
  CASE
    WHEN `t9`.`t19`
    THEN 'given'
    ELSE CASE WHEN NOT (
      `t9`.`t19`
    ) THEN 'refused' ELSE 'withheld' END
  END AS `nordic_curl__left`,
  CASE
    WHEN CAST(NULL AS BOOL)
    THEN 'given'
    ELSE CASE WHEN NOT (
      CAST(NULL AS BOOL)
    ) THEN 'refused' ELSE 'withheld' END
  END AS `nordic_curl__right`,
  CASE
    WHEN `t9`.`t21`
    THEN 'given'
    ELSE CASE WHEN NOT (
      `t9`.`t21`
    ) THEN 'refused' ELSE 'withheld' END
  END AS `sitting_breaks`,
  (
    CASE WHEN `t9`.`t0` THEN 1 ELSE 0 END + CASE WHEN `t9`.`t4` THEN 16 ELSE 0 END + (
      CASE WHEN `t9`.`t6` THEN 64 ELSE 0 END + (
        CASE WHEN `t9`.`t10` THEN 1024 ELSE 0 END + CASE WHEN `t9`.`t11` THEN 2048 ELSE 0 END
      )
    )
  ) * 1 AS `fired_0`,
  'HASH' AS `knowledge_hash`
FROM (
  SELECT
    `t8`.`id`,
    `t8`.`f0`,
    `t8`.`f7`,
    `t8`.`f9`,
    `t8`.`f10`,
    `t8`.`f12`,
    `t8`.`f14`,
    `t8`.`t0`,
    `t8`.`t4`,
    `t8`.`t6`,
    `t8`.`lo0`,
    `t8`.`hi0`,
    `t8`.`s0_10`,
    `t8`.`t10`,
    `t8`.`t11`,
    CASE WHEN `t8`.`t10` THEN 799 ELSE CASE WHEN `t8`.`t11` THEN 799 ELSE 0 END END AS `lo2`,
    CASE
      WHEN NOT (
        `t8`.`t10`
      )
      THEN CASE WHEN NOT (
        `t8`.`t11`
      ) THEN 0 ELSE 799 END
      ELSE 799
    END AS `hi2`,
    (
      `t8`.`f0` >= 1
    ) AND CAST(NULL AS BOOL) AS `s4_12`,
    (
      `t8`.`f0` >= 1
    ) AND CAST(NULL AS BOOL) AS `t16`,
    (
      (
        CASE WHEN `t8`.`t10` THEN 799 ELSE CASE WHEN `t8`.`t11` THEN 799 ELSE 0 END END >= 223
      )
      OR (
        (
          CASE
            WHEN NOT (
              `t8`.`t10`
            )
            THEN CASE WHEN NOT (
              `t8`.`t11`
            ) THEN 0 ELSE 799 END
            ELSE 799
          END >= 223
        )
        AND CAST(NULL AS BOOL)
      )
    )
    AND CAST(NULL AS BOOL) AS `t18`,
    (
      (
        `t8`.`lo0` >= 693
      )
      OR (
        (
          `t8`.`hi0` >= 693
        ) AND CAST(NULL AS BOOL)
      )
    )
    AND CAST(NULL AS BOOL) AS `t19`,
    `t8`.`f9` >= 32 AS `t21`
  FROM (
    SELECT
      `t7`.`id`,
      `t7`.`f0`,
      `t7`.`f7`,
      `t7`.`f9`,
      `t7`.`f10`,
      `t7`.`f12`,
      `t7`.`f14`,
      `t7`.`t0`,
      `t7`.`t4`,
      `t7`.`t6`,
      `t7`.`lo0`,
      `t7`.`hi0`,
      `t7`.`s0_10`,
      (
        (
          `t7`.`lo0` >= 693
        )
        OR (
          (
            `t7`.`hi0` >= 693
          ) AND CAST(NULL AS BOOL)
        )
      )
      AND `t7`.`s0_10` AS `t10`,
      `t7`.`s0_10` AND CAST(NULL AS BOOL) AS `t11`
    FROM (
      SELECT
        `t6`.`id`,
        `t6`.`f0`,
        `t6`.`f7`,
        `t6`.`f9`,
        `t6`.`f10`,
        `t6`.`f12`,
        `t6`.`f14`,
        `t6`.`f7` AS `t0`,
        `t6`.`f14` < 600 AS `t4`,
        `t6`.`f14` < 470 AS `t6`,
        CASE WHEN `t6`.`f7` THEN 357 ELSE 0 END + (
          CASE
            WHEN `t6`.`f14` < 470
            THEN 916
            ELSE CASE WHEN `t6`.`f14` < 600 THEN 511 ELSE 0 END
          END + -357
        ) AS `lo0`,
        CASE WHEN NOT (
          `t6`.`f7`
        ) THEN 0 ELSE 357 END + (
          CASE
            WHEN NOT (
              `t6`.`f14` < 470
            )
            THEN CASE WHEN NOT (
              `t6`.`f14` < 600
            ) THEN 0 ELSE 511 END
            ELSE 916
          END + 693
        ) AS `hi0`,
        `t6`.`f9` > 32 AS `s0_10`
      FROM (
        SELECT
          `t5`.`id`,
          `t5`.`f0`,
          `t5`.`f7`,
          `t5`.`f9`,
          `t5`.`f10`,
          `t5`.`f12`,
          CASE
            WHEN NOT (
              COALESCE((
                `t5`.`q14` < 100
              ) OR (
                `t5`.`q14` > 2000
              ), FALSE)
            )
            THEN `t5`.`q14`
            ELSE NULL
          END AS `f14`
        FROM (
          SELECT
            `t4`.`id`,
            `t4`.`r2`,
            `t4`.`r3`,
            `t4`.`r4`,
            `t4`.`r5`,
            `t4`.`r6`,
            `t4`.`x2`,
            `t4`.`x3`,
            `t4`.`x4`,
            `t4`.`y2`,
            `t4`.`y3`,
            `t4`.`y4`,
            `t4`.`f10`,
            `t4`.`f12`,
            `t4`.`f9`,
            `t4`.`f7`,
            `t4`.`f0`,
            `t4`.`b2`,
            `t4`.`b3`,
            `t4`.`b4`,
            `t4`.`b5`,
            `t4`.`b6`,
            `t4`.`n14`,
            `t4`.`d14`,
            `t4`.`z14`,
            CASE
              WHEN `t4`.`n14` < 0
              THEN -(
                CASE
                  WHEN (
                    (
                      (
                        ABS(`t4`.`n14`) - (
                          CASE
                            WHEN `t4`.`d14` <> 0
                            THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                            ELSE NULL
                          END * `t4`.`d14`
                        )
                      ) * 2
                    ) > `t4`.`d14`
                  )
                  OR (
                    (
                      (
                        (
                          ABS(`t4`.`n14`) - (
                            CASE
                              WHEN `t4`.`d14` <> 0
                              THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                              ELSE NULL
                            END * `t4`.`d14`
                          )
                        ) * 2
                      ) = `t4`.`d14`
                    )
                    AND (
                      (
                        MOD(
                          (
                            MOD(
                              CASE
                                WHEN `t4`.`d14` <> 0
                                THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                                ELSE NULL
                              END,
                              2
                            )
                          ) + 2,
                          2
                        )
                      ) = 1
                    )
                  )
                  THEN CASE
                    WHEN `t4`.`d14` <> 0
                    THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                    ELSE NULL
                  END + 1
                  ELSE CASE
                    WHEN `t4`.`d14` <> 0
                    THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                    ELSE NULL
                  END
                END
              )
              ELSE CASE
                WHEN (
                  (
                    (
                      ABS(`t4`.`n14`) - (
                        CASE
                          WHEN `t4`.`d14` <> 0
                          THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                          ELSE NULL
                        END * `t4`.`d14`
                      )
                    ) * 2
                  ) > `t4`.`d14`
                )
                OR (
                  (
                    (
                      (
                        ABS(`t4`.`n14`) - (
                          CASE
                            WHEN `t4`.`d14` <> 0
                            THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                            ELSE NULL
                          END * `t4`.`d14`
                        )
                      ) * 2
                    ) = `t4`.`d14`
                  )
                  AND (
                    (
                      MOD(
                        (
                          MOD(
                            CASE
                              WHEN `t4`.`d14` <> 0
                              THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                              ELSE NULL
                            END,
                            2
                          )
                        ) + 2,
                        2
                      )
                    ) = 1
                  )
                )
                THEN CASE
                  WHEN `t4`.`d14` <> 0
                  THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                  ELSE NULL
                END + 1
                ELSE CASE
                  WHEN `t4`.`d14` <> 0
                  THEN CAST(FLOOR(ieee_divide(ABS(`t4`.`n14`), `t4`.`d14`)) AS INT64)
                  ELSE NULL
                END
              END
            END AS `q14`
          FROM (
            SELECT
              `t3`.`id`,
              `t3`.`r2`,
              `t3`.`r3`,
              `t3`.`r4`,
              `t3`.`r5`,
              `t3`.`r6`,
              `t3`.`x2`,
              `t3`.`x3`,
              `t3`.`x4`,
              `t3`.`y2`,
              `t3`.`y3`,
              `t3`.`y4`,
              `t3`.`f10`,
              `t3`.`f12`,
              `t3`.`f9`,
              `t3`.`f7`,
              `t3`.`f0`,
              NOT (
                `t3`.`r2` IS NULL
              ) AND (
                `t3`.`f10` IS NULL
              ) AS `b2`,
              NOT (
                `t3`.`r3` IS NULL
              ) AND (
                `t3`.`f12` IS NULL
              ) AS `b3`,
              NOT (
                `t3`.`r4` IS NULL
              ) AND (
                `t3`.`f9` IS NULL
              ) AS `b4`,
              NOT (
                `t3`.`r5` IS NULL
              ) AND (
                `t3`.`f7` IS NULL
              ) AS `b5`,
              NOT (
                `t3`.`r6` IS NULL
              ) AND (
                `t3`.`f0` IS NULL
              ) AS `b6`,
              CAST(`t3`.`f10` AS INT64) * 1000 AS `n14`,
              CASE
                WHEN NOT (
                  `t3`.`f10` IS NULL
                )
                AND NOT (
                  `t3`.`f12` IS NULL
                )
                AND NOT (
                  (
                    CAST(`t3`.`f12` AS INT64) * 1
                  ) = 0
                )
                THEN CAST(`t3`.`f12` AS INT64) * 1
                ELSE NULL
              END AS `d14`,
              NOT (
                `t3`.`f10` IS NULL
              )
              AND NOT (
                `t3`.`f12` IS NULL
              )
              AND COALESCE((
                CAST(`t3`.`f12` AS INT64) * 1
              ) = 0, FALSE) AS `z14`
            FROM (
              SELECT
                `t2`.`id`,
                `t2`.`r2`,
                `t2`.`r3`,
                `t2`.`r4`,
                `t2`.`r5`,
                `t2`.`r6`,
                `t2`.`x2`,
                `t2`.`x3`,
                `t2`.`x4`,
                `t2`.`y2`,
                `t2`.`y3`,
                `t2`.`y4`,
                CASE
                  WHEN (
                    `t2`.`x2` < ieee_divide(
                      (
                        `t2`.`y2` * 2.0
                      ) + -1.0,
                      (
                        (
                          (
                            `t2`.`y2` * 2.0
                          ) + -1.0
                        ) * 0.0
                      ) + 2.0
                    )
                  )
                  OR (
                    (
                      `t2`.`x2` = ieee_divide(
                        (
                          `t2`.`y2` * 2.0
                        ) + -1.0,
                        (
                          (
                            (
                              `t2`.`y2` * 2.0
                            ) + -1.0
                          ) * 0.0
                        ) + 2.0
                      )
                    )
                    AND (
                      (
                        MOD((
                          MOD(CAST(`t2`.`y2` AS INT64), 2)
                        ) + 2, 2)
                      ) <> 0
                    )
                  )
                  THEN CAST(`t2`.`y2` AS INT64) - 1
                  ELSE CASE
                    WHEN (
                      `t2`.`x2` > ieee_divide(
                        (
                          `t2`.`y2` * 2.0
                        ) + 1.0,
                        (
                          (
                            (
                              `t2`.`y2` * 2.0
                            ) + 1.0
                          ) * 0.0
                        ) + 2.0
                      )
                    )
                    OR (
                      (
                        `t2`.`x2` = ieee_divide(
                          (
                            `t2`.`y2` * 2.0
                          ) + 1.0,
                          (
                            (
                              (
                                `t2`.`y2` * 2.0
                              ) + 1.0
                            ) * 0.0
                          ) + 2.0
                        )
                      )
                      AND (
                        (
                          MOD((
                            MOD(CAST(`t2`.`y2` AS INT64), 2)
                          ) + 2, 2)
                        ) <> 0
                      )
                    )
                    THEN CAST(`t2`.`y2` AS INT64) + 1
                    ELSE CAST(`t2`.`y2` AS INT64)
                  END
                END AS `f10`,
                CASE
                  WHEN (
                    `t2`.`x3` < ieee_divide(
                      (
                        `t2`.`y3` * 2.0
                      ) + -1.0,
                      (
                        (
                          (
                            `t2`.`y3` * 2.0
                          ) + -1.0
                        ) * 0.0
                      ) + 2.0
                    )
                  )
                  OR (
                    (
                      `t2`.`x3` = ieee_divide(
                        (
                          `t2`.`y3` * 2.0
                        ) + -1.0,
                        (
                          (
                            (
                              `t2`.`y3` * 2.0
                            ) + -1.0
                          ) * 0.0
                        ) + 2.0
                      )
                    )
                    AND (
                      (
                        MOD((
                          MOD(CAST(`t2`.`y3` AS INT64), 2)
                        ) + 2, 2)
                      ) <> 0
                    )
                  )
                  THEN CAST(`t2`.`y3` AS INT64) - 1
                  ELSE CASE
                    WHEN (
                      `t2`.`x3` > ieee_divide(
                        (
                          `t2`.`y3` * 2.0
                        ) + 1.0,
                        (
                          (
                            (
                              `t2`.`y3` * 2.0
                            ) + 1.0
                          ) * 0.0
                        ) + 2.0
                      )
                    )
                    OR (
                      (
                        `t2`.`x3` = ieee_divide(
                          (
                            `t2`.`y3` * 2.0
                          ) + 1.0,
                          (
                            (
                              (
                                `t2`.`y3` * 2.0
                              ) + 1.0
                            ) * 0.0
                          ) + 2.0
                        )
                      )
                      AND (
                        (
                          MOD((
                            MOD(CAST(`t2`.`y3` AS INT64), 2)
                          ) + 2, 2)
                        ) <> 0
                      )
                    )
                    THEN CAST(`t2`.`y3` AS INT64) + 1
                    ELSE CAST(`t2`.`y3` AS INT64)
                  END
                END AS `f12`,
                CASE
                  WHEN (
                    `t2`.`x4` < ieee_divide(
                      (
                        `t2`.`y4` * 2.0
                      ) + -1.0,
                      (
                        (
                          (
                            `t2`.`y4` * 2.0
                          ) + -1.0
                        ) * 0.0
                      ) + 8.0
                    )
                  )
                  OR (
                    (
                      `t2`.`x4` = ieee_divide(
                        (
                          `t2`.`y4` * 2.0
                        ) + -1.0,
                        (
                          (
                            (
                              `t2`.`y4` * 2.0
                            ) + -1.0
                          ) * 0.0
                        ) + 8.0
                      )
                    )
                    AND (
                      (
                        MOD((
                          MOD(CAST(`t2`.`y4` AS INT64), 2)
                        ) + 2, 2)
                      ) <> 0
                    )
                  )
                  THEN CAST(`t2`.`y4` AS INT64) - 1
                  ELSE CASE
                    WHEN (
                      `t2`.`x4` > ieee_divide(
                        (
                          `t2`.`y4` * 2.0
                        ) + 1.0,
                        (
                          (
                            (
                              `t2`.`y4` * 2.0
                            ) + 1.0
                          ) * 0.0
                        ) + 8.0
                      )
                    )
                    OR (
                      (
                        `t2`.`x4` = ieee_divide(
                          (
                            `t2`.`y4` * 2.0
                          ) + 1.0,
                          (
                            (
                              (
                                `t2`.`y4` * 2.0
                              ) + 1.0
                            ) * 0.0
                          ) + 8.0
                        )
                      )
                      AND (
                        (
                          MOD((
                            MOD(CAST(`t2`.`y4` AS INT64), 2)
                          ) + 2, 2)
                        ) <> 0
                      )
                    )
                    THEN CAST(`t2`.`y4` AS INT64) + 1
                    ELSE CAST(`t2`.`y4` AS INT64)
                  END
                END AS `f9`,
                `t2`.`r5` AS `f7`,
                CASE
                  WHEN `t2`.`r6` = 'beginner'
                  THEN 0
                  ELSE CASE
                    WHEN `t2`.`r6` = 'intermediate'
                    THEN 1
                    ELSE CASE WHEN `t2`.`r6` = 'advanced' THEN 2 ELSE NULL END
                  END
                END AS `f0`
              FROM (
                SELECT
                  `t1`.`id`,
                  `t1`.`r2`,
                  `t1`.`r3`,
                  `t1`.`r4`,
                  `t1`.`r5`,
                  `t1`.`r6`,
                  `t1`.`x2`,
                  `t1`.`x3`,
                  `t1`.`x4`,
                  CAST(ROUND(`t1`.`x2` * 1.0, 0) AS INT64) AS `y2`,
                  CAST(ROUND(`t1`.`x3` * 1.0, 0) AS INT64) AS `y3`,
                  CAST(ROUND(`t1`.`x4` * 4.0, 0) AS INT64) AS `y4`
                FROM (
                  SELECT
                    `t0`.`id`,
                    `t0`.`hamstring_torque_left` AS `r2`,
                    `t0`.`quadriceps_torque_left` AS `r3`,
                    `t0`.`sitting` AS `r4`,
                    `t0`.`prior_acl_left` AS `r5`,
                    `t0`.`training_experience` AS `r6`,
                    CASE
                      WHEN (
                        `t0`.`hamstring_torque_left` >= 0.0
                      )
                      AND (
                        `t0`.`hamstring_torque_left` <= 400.0
                      )
                      THEN `t0`.`hamstring_torque_left`
                      ELSE NULL
                    END AS `x2`,
                    CASE
                      WHEN (
                        `t0`.`quadriceps_torque_left` >= 0.0
                      )
                      AND (
                        `t0`.`quadriceps_torque_left` <= 600.0
                      )
                      THEN `t0`.`quadriceps_torque_left`
                      ELSE NULL
                    END AS `x3`,
                    CASE
                      WHEN (
                        `t0`.`sitting` >= 0.0
                      ) AND (
                        `t0`.`sitting` <= 24.0
                      )
                      THEN `t0`.`sitting`
                      ELSE NULL
                    END AS `x4`
                  FROM `people` AS `t0`
                ) AS `t1`
              ) AS `t2`
            ) AS `t3`
          ) AS `t4`
        ) AS `t5`
        WHERE
          NOT (
            (
              `t5`.`id` IS NULL
            )
            OR (
              `t5`.`b2` OR `t5`.`b3`
            )
            OR (
              `t5`.`b4`
              OR `t5`.`b5`
              OR (
                `t5`.`b6` OR COALESCE((
                  `t5`.`q14` < 100
                ) OR (
                  `t5`.`q14` > 2000
                ), FALSE)
              )
            )
          )
      ) AS `t6`
    ) AS `t7`
  ) AS `t8`
) AS `t9`

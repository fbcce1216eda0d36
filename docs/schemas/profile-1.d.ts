// Generated from profile-1.json by `python -m docs.generate`: do not edit.

export interface Profile {
  /** A name or a number that tells people apart. */
  person?: string;
  /** The day on which all this was so. */
  date?: string;
  /** Anything else, for people: nothing is concluded from it. */
  notes?: string;
  /** What titles in the training log mean, by exercise id. */
  exercise_titles?: Record<string, string>;
  /** Was the comparison of the sides repeated on another day, and was the same side weaker again? Two test days at least two days apart, rested, with the same device, order and words. */
  side_comparison_repeated?: "not_yet" | "changed_sides" | "same_side" | null;
  /** Ask for one finger on the place, and for what brings the pain on. Whatever fits none of the three is "elsewhere". */
  knee_pain_pattern?: {
    /** Where and when does the left knee hurt? */
    left?: "kneecap" | "tendon" | "joint" | "elsewhere" | "not_applicable" | null;
    /** Where and when does the right knee hurt? */
    right?: "kneecap" | "tendon" | "joint" | "elsewhere" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Ask for one finger on the place, and for what brings the pain on. Whatever fits neither is "elsewhere". */
  foot_ankle_pain_pattern?: {
    /** Where and when does the left foot or ankle hurt? */
    left?: "under_the_heel" | "since_a_twist" | "elsewhere" | "not_applicable" | null;
    /** Where and when does the right foot or ankle hurt? */
    right?: "under_the_heel" | "since_a_twist" | "elsewhere" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** More than once, in sport or on uneven ground. A single twist is no yes. */
  ankle_gives_way?: {
    /** Has the left ankle kept turning over or giving way in the last six months? */
    left?: boolean | null;
    /** Has the right ankle kept turning over or giving way in the last six months? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** Lying on the back, elbow at the side and bent to a right angle; the other hand or a stick moves the forearm outwards. Less than about half of the other side is a yes. */
  shoulder_turns_out_less?: {
    /** With the elbow at the side, does the left arm turn outwards clearly less than the other, even when somebody helps it gently? */
    left?: boolean | null;
    /** With the elbow at the side, does the right arm turn outwards clearly less than the other, even when somebody helps it gently? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** One time is enough. A shoulder that slipped out for the first time and was not yet seen belongs to the red flags. */
  shoulder_slips_out?: {
    /** In the last twelve months, has the left shoulder slipped out, or does it feel about to when the arm is up and out? */
    left?: boolean | null;
    /** In the last twelve months, has the right shoulder slipped out, or does it feel about to when the arm is up and out? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** A line of pain, often with tingling of some fingers. Not a sore shoulder. Weakness and lasting numbness are red flags. */
  radiating_arm_pain?: {
    /** Does pain run from the neck down the left arm, to below the elbow, and change when the neck moves? */
    left?: boolean | null;
    /** Does pain run from the neck down the right arm, to below the elbow, and change when the neck moves? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** Ask for one finger on the place, and for what brings the pain on. Whatever fits neither side is "elsewhere". */
  elbow_pain_pattern?: {
    /** Where and when does the left elbow hurt? */
    left?: "outer" | "inner" | "elsewhere" | "not_applicable" | null;
    /** Where and when does the right elbow hurt? */
    right?: "outer" | "inner" | "elsewhere" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Ask for one finger on the place, and for what brings the pain on. Whatever fits none of them is "elsewhere". */
  wrist_pain_pattern?: {
    /** Where and when does the left wrist or hand hurt? */
    left?: "thumb_side" | "leaning" | "finger_joints" | "tingling_at_night" | "elsewhere" | "not_applicable" | null;
    /** Where and when does the right wrist or hand hurt? */
    right?: "thumb_side" | "leaning" | "finger_joints" | "tingling_at_night" | "elsewhere" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Does pressing one spot, or moving the arm or trunk, bring on the very pain of the chest that is meant? Press along the breastbone and the ribs, then turn the trunk and draw the arm across. Yes only if it is the same pain. */
  chest_pain_from_touch_or_movement?: boolean | null;
  /** Has a doctor examined this chest pain and found that heart and lungs are not its cause? This pain, in this episode. An examination of years ago does not count. */
  chest_pain_examined?: "not_yet" | "sound" | null;
  /** Ask for the moment it began. Without such a moment it is "otherwise". */
  front_thigh_pain_began?: {
    /** How did the pain of the front of the left thigh begin? */
    left?: "blow" | "kick_or_sprint" | "otherwise" | "not_applicable" | null;
    /** How did the pain of the front of the right thigh begin? */
    right?: "blow" | "kick_or_sprint" | "otherwise" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Tick what may be used in most sessions. "None" leaves exercises that need nothing. */
  equipment?: {
    /** Is this within reach where the person trains (ab wheel)? */
    ab_wheel?: boolean | null;
    /** Is this within reach where the person trains (anchor for the feet)? */
    anchor?: boolean | null;
    /** Is this within reach where the person trains (back extension bench)? */
    back_extension_bench?: boolean | null;
    /** Is this within reach where the person trains (resistance band)? */
    band?: boolean | null;
    /** Is this within reach where the person trains (barbell)? */
    barbell?: boolean | null;
    /** Is this within reach where the person trains (flat bench)? */
    bench?: boolean | null;
    /** Is this within reach where the person trains (box or step)? */
    box?: boolean | null;
    /** Is this within reach where the person trains (cable machine)? */
    cable?: boolean | null;
    /** Is this within reach where the person trains (dip bars)? */
    dip_bars?: boolean | null;
    /** Is this within reach where the person trains (dowel or stick)? */
    dowel?: boolean | null;
    /** Is this within reach where the person trains (dumbbells)? */
    dumbbell?: boolean | null;
    /** Is this within reach where the person trains (EZ bar)? */
    ez_bar?: boolean | null;
    /** Is this within reach where the person trains (foam roller)? */
    foam_roller?: boolean | null;
    /** Is this within reach where the person trains (glute-ham bench)? */
    ghd?: boolean | null;
    /** Is this within reach where the person trains (incline bench)? */
    incline_bench?: boolean | null;
    /** Is this within reach where the person trains (kettlebell)? */
    kettlebell?: boolean | null;
    /** Is this within reach where the person trains (landmine)? */
    landmine?: boolean | null;
    /** Is this within reach where the person trains (weight machines)? */
    machine?: boolean | null;
    /** Is this within reach where the person trains (medicine ball)? */
    medicine_ball?: boolean | null;
    /** Is this within reach where the person trains (training partner)? */
    partner?: boolean | null;
    /** Is this within reach where the person trains (weight plate)? */
    plate?: boolean | null;
    /** Is this within reach where the person trains (pull-up bar)? */
    pull_up_bar?: boolean | null;
    /** Is this within reach where the person trains (sliders)? */
    slider?: boolean | null;
    /** Is this within reach where the person trains (Smith machine)? */
    smith_machine?: boolean | null;
    /** Is this within reach where the person trains (squat rack)? */
    squat_rack?: boolean | null;
    /** Is this within reach where the person trains (suspension trainer)? */
    suspension?: boolean | null;
    /** Is this within reach where the person trains (Swiss ball)? */
    swiss_ball?: boolean | null;
    /** Is this within reach where the person trains (trap bar)? */
    trap_bar?: boolean | null;
    others?: "none";
  } | null | "none" | ("ab_wheel" | "anchor" | "back_extension_bench" | "band" | "barbell" | "bench" | "box" | "cable" | "dip_bars" | "dowel" | "dumbbell" | "ez_bar" | "foam_roller" | "ghd" | "incline_bench" | "kettlebell" | "landmine" | "machine" | "medicine_ball" | "partner" | "plate" | "pull_up_bar" | "slider" | "smith_machine" | "squat_rack" | "suspension" | "swiss_ball" | "trap_bar")[];
  /** How many times in the last 12 months did the person end up on the floor or the ground without meaning to? Slips and trips count, whether or not anything was hurt. */
  falls_last_year?: number | string | null;
  /** Does the person feel unsteady when standing or walking, or worry about falling? One yes is enough. */
  unsteady_on_the_feet?: boolean | null;
  /** How many times can the person stand up from a chair in 30 seconds, arms crossed on the chest? Firm chair of about 43 cm against a wall. More than half way up at the end counts as one. Using the arms makes it 0. */
  chair_stands_in_30_seconds?: number | string | null;
  /** How fast does the person walk at the usual pace? Four metres or more at the usual pace from a walking start, timed by stopwatch; the better of two. Metres divided by seconds. */
  gait_speed?: number | string | null;
  /** A sudden pain in the back of the thigh in sport that stopped training. "Never" is an answer. */
  hamstring_strain_history?: {
    /** When was the last strain of the left hamstrings? */
    left?: "never" | "over_a_year_ago" | "past_year" | "past_6_weeks" | "past_week" | null;
    /** When was the last strain of the right hamstrings? */
    right?: "never" | "over_a_year_ago" | "past_year" | "past_6_weeks" | "past_week" | null;
  } | null;
  /** A sudden groin pain in sport that stopped training. */
  groin_injury_history?: {
    /** Has there ever been an acute groin injury on the left? */
    left?: boolean | null;
    /** Has there ever been an acute groin injury on the right? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** As told. */
  ankle_sprain_history?: {
    /** Has the left ankle been sprained badly enough to miss training? */
    left?: boolean | null;
    /** Has the right ankle been sprained badly enough to miss training? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** As told, now or in the past. */
  patellofemoral_pain_history?: {
    /** Has there been pain around or behind the left kneecap for weeks, with stairs, squats or running? */
    left?: boolean | null;
    /** Has there been pain around or behind the right kneecap for weeks, with stairs, squats or running? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** How many sessions a week with the Nordic hamstring exercise has the person done over the last eight weeks? Mean of the last eight weeks; 0 is an answer. */
  nordic_sessions_per_week?: number | string | null;
  /** Ask. Swimmers use both arms. */
  throwing_arm?: {
    /** Do you throw, serve, spike or swim with the left arm in training every week? */
    left?: boolean | null;
    /** Do you throw, serve, spike or swim with the right arm in training every week? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** By how many per cent did your hours of throwing, serving or swimming rise in the last week against the four weeks before? Hours of training and matches with the arm in the last week against the mean of the four weeks before. */
  throwing_load_rise?: number | string | null;
  /** Five slow repetitions of arm raising to the front and side with 1 to 3 kg, seen from behind; clear winging or early hitching counts. */
  scapular_dyskinesis?: {
    /** When you raise and lower both arms with a light weight, does the left shoulder blade wing, hitch or move clearly differently? */
    left?: boolean | null;
    /** When you raise and lower both arms with a light weight, does the right shoulder blade wing, hitch or move clearly differently? */
    right?: boolean | null;
  } | null;
  /** Lying on the back, arm at 90° to the side, elbow at 90°, shoulder blade held down by hand; goniometer or phone. */
  shoulder_internal_rotation_range?: {
    /** How many degrees does the left shoulder rotate inwards, lying on the back with the arm out to the side? */
    left?: number | string | null;
    /** How many degrees does the right shoulder rotate inwards, lying on the back with the arm out to the side? */
    right?: number | string | null;
  } | null;
  /** How many degrees more does the right shoulder rotate inwards than the left? Right minus left; negative if the left has more. */
  shoulder_internal_rotation_difference?: number | string | null;
  /** Lying at the end of a bench, other knee held to the chest, this leg hanging. Plus is above the horizontal, minus below. A goniometer repeats poorly here; measuring heights with a tape and computing the angle repeats well. */
  thomas_hip_angle?: {
    /** In the modified Thomas test, how many degrees is the left thigh above the horizontal (below is negative)? */
    left?: number | string | null;
    /** In the modified Thomas test, how many degrees is the right thigh above the horizontal (below is negative)? */
    right?: number | string | null;
  } | null;
  /** Goniometer at the knee with the thigh resting; fewer degrees mean a shorter rectus femoris. The error is about 7 degrees. */
  thomas_knee_angle?: {
    /** In the modified Thomas test, how many degrees is the left knee bent while the leg hangs? */
    left?: number | string | null;
    /** In the modified Thomas test, how many degrees is the right knee bent while the leg hangs? */
    right?: number | string | null;
  } | null;
  /** Was the pelvis kept from tilting during the modified Thomas test? The low back stays flat on the bench or the tilt is watched and held by the examiner. Without this the test says little about hip extension. */
  thomas_pelvis_controlled?: boolean | null;
  /** Lying, hip held at 90°, the person straightens the knee; goniometer or inclinometer on the shin. Zero is straight. */
  active_knee_extension?: {
    /** With the hip at 90 degrees, how many degrees short of straight does the left knee stop when the person straightens it? */
    left?: number | string | null;
    /** With the hip at 90 degrees, how many degrees short of straight does the right knee stop when the person straightens it? */
    right?: number | string | null;
  } | null;
  /** As the active test, but the examiner moves the leg to the first firm resistance. */
  passive_knee_extension?: {
    /** With the hip at 90 degrees, how many degrees short of straight does the left knee stop when the examiner straightens it? */
    left?: number | string | null;
    /** With the hip at 90 degrees, how many degrees short of straight does the right knee stop when the examiner straightens it? */
    right?: number | string | null;
  } | null;
  /** Weight-bearing lunge at a wall, heel down, farthest distance from big toe to wall by tape, best of three. */
  knee_to_wall?: {
    /** How far from the wall can the big toe of the left foot be while the knee still touches it with the heel down? */
    left?: number | string | null;
    /** How far from the wall can the big toe of the right foot be while the knee still touches it with the heel down? */
    right?: number | string | null;
  } | null;
  /** What is the knee-to-wall distance of the freer side? The larger of left and right. */
  knee_to_wall_most?: number | string | null;
  /** What is the knee-to-wall distance of the stiffer side? The smaller of left and right. */
  knee_to_wall_least?: number | string | null;
  /** By how many centimetres do left and right differ in the knee-to-wall test? Freer side minus stiffer side. */
  knee_to_wall_gap?: number | string | null;
  /** Inclinometer on the shin at the end of the knee-to-wall lunge, heel down. */
  weight_bearing_dorsiflexion?: {
    /** How many degrees does the left shin lean forward in the weight-bearing lunge? */
    left?: number | string | null;
    /** How many degrees does the right shin lean forward in the weight-bearing lunge? */
    right?: number | string | null;
  } | null;
  /** Numeric rating scale, 0 to 10. The worst pain of the last seven days in daily life or training. */
  pain?: {
    /** How strong is the pain of the neck, from 0 (none) to 10 (the worst imaginable)? */
    neck?: number | string | null;
    /** How strong is the pain of the upper back, from 0 (none) to 10 (the worst imaginable)? */
    upper_back?: number | string | null;
    /** How strong is the pain of the low back, from 0 (none) to 10 (the worst imaginable)? */
    low_back?: number | string | null;
    /** How strong is the pain of the chest, from 0 (none) to 10 (the worst imaginable)? */
    chest?: number | string | null;
    /** How strong is the pain of the abdomen, from 0 (none) to 10 (the worst imaginable)? */
    abdomen?: number | string | null;
    /** How strong is the pain of the left shoulder, from 0 (none) to 10 (the worst imaginable)? */
    left_shoulder?: number | string | null;
    /** How strong is the pain of the right shoulder, from 0 (none) to 10 (the worst imaginable)? */
    right_shoulder?: number | string | null;
    /** How strong is the pain of the left elbow, from 0 (none) to 10 (the worst imaginable)? */
    left_elbow?: number | string | null;
    /** How strong is the pain of the right elbow, from 0 (none) to 10 (the worst imaginable)? */
    right_elbow?: number | string | null;
    /** How strong is the pain of the left wrist or hand, from 0 (none) to 10 (the worst imaginable)? */
    left_wrist?: number | string | null;
    /** How strong is the pain of the right wrist or hand, from 0 (none) to 10 (the worst imaginable)? */
    right_wrist?: number | string | null;
    /** How strong is the pain of the left groin, from 0 (none) to 10 (the worst imaginable)? */
    left_groin?: number | string | null;
    /** How strong is the pain of the right groin, from 0 (none) to 10 (the worst imaginable)? */
    right_groin?: number | string | null;
    /** How strong is the pain of the outer side of the left hip, from 0 (none) to 10 (the worst imaginable)? */
    left_lateral_hip?: number | string | null;
    /** How strong is the pain of the outer side of the right hip, from 0 (none) to 10 (the worst imaginable)? */
    right_lateral_hip?: number | string | null;
    /** How strong is the pain of the left buttock, from 0 (none) to 10 (the worst imaginable)? */
    left_buttock?: number | string | null;
    /** How strong is the pain of the right buttock, from 0 (none) to 10 (the worst imaginable)? */
    right_buttock?: number | string | null;
    /** How strong is the pain of the back of the left thigh, from 0 (none) to 10 (the worst imaginable)? */
    left_posterior_thigh?: number | string | null;
    /** How strong is the pain of the back of the right thigh, from 0 (none) to 10 (the worst imaginable)? */
    right_posterior_thigh?: number | string | null;
    /** How strong is the pain of the front of the left thigh, from 0 (none) to 10 (the worst imaginable)? */
    left_anterior_thigh?: number | string | null;
    /** How strong is the pain of the front of the right thigh, from 0 (none) to 10 (the worst imaginable)? */
    right_anterior_thigh?: number | string | null;
    /** How strong is the pain of the left knee, from 0 (none) to 10 (the worst imaginable)? */
    left_knee?: number | string | null;
    /** How strong is the pain of the right knee, from 0 (none) to 10 (the worst imaginable)? */
    right_knee?: number | string | null;
    /** How strong is the pain of the left shin, from 0 (none) to 10 (the worst imaginable)? */
    left_shin?: number | string | null;
    /** How strong is the pain of the right shin, from 0 (none) to 10 (the worst imaginable)? */
    right_shin?: number | string | null;
    /** How strong is the pain of the left calf, from 0 (none) to 10 (the worst imaginable)? */
    left_calf?: number | string | null;
    /** How strong is the pain of the right calf, from 0 (none) to 10 (the worst imaginable)? */
    right_calf?: number | string | null;
    /** How strong is the pain of the left Achilles tendon, from 0 (none) to 10 (the worst imaginable)? */
    left_achilles?: number | string | null;
    /** How strong is the pain of the right Achilles tendon, from 0 (none) to 10 (the worst imaginable)? */
    right_achilles?: number | string | null;
    /** How strong is the pain of the left foot or ankle, from 0 (none) to 10 (the worst imaginable)? */
    left_foot_ankle?: number | string | null;
    /** How strong is the pain of the right foot or ankle, from 0 (none) to 10 (the worst imaginable)? */
    right_foot_ankle?: number | string | null;
    others?: "none";
  } | null | "none";
  /** Weeks since the present episode began; 0 when there is no pain or it began this week. */
  pain_weeks?: {
    /** For how many weeks has the neck hurt? */
    neck?: number | string | null;
    /** For how many weeks has the upper back hurt? */
    upper_back?: number | string | null;
    /** For how many weeks has the low back hurt? */
    low_back?: number | string | null;
    /** For how many weeks has the chest hurt? */
    chest?: number | string | null;
    /** For how many weeks has the abdomen hurt? */
    abdomen?: number | string | null;
    /** For how many weeks has the left shoulder hurt? */
    left_shoulder?: number | string | null;
    /** For how many weeks has the right shoulder hurt? */
    right_shoulder?: number | string | null;
    /** For how many weeks has the left elbow hurt? */
    left_elbow?: number | string | null;
    /** For how many weeks has the right elbow hurt? */
    right_elbow?: number | string | null;
    /** For how many weeks has the left wrist or hand hurt? */
    left_wrist?: number | string | null;
    /** For how many weeks has the right wrist or hand hurt? */
    right_wrist?: number | string | null;
    /** For how many weeks has the left groin hurt? */
    left_groin?: number | string | null;
    /** For how many weeks has the right groin hurt? */
    right_groin?: number | string | null;
    /** For how many weeks has the outer side of the left hip hurt? */
    left_lateral_hip?: number | string | null;
    /** For how many weeks has the outer side of the right hip hurt? */
    right_lateral_hip?: number | string | null;
    /** For how many weeks has the left buttock hurt? */
    left_buttock?: number | string | null;
    /** For how many weeks has the right buttock hurt? */
    right_buttock?: number | string | null;
    /** For how many weeks has the back of the left thigh hurt? */
    left_posterior_thigh?: number | string | null;
    /** For how many weeks has the back of the right thigh hurt? */
    right_posterior_thigh?: number | string | null;
    /** For how many weeks has the front of the left thigh hurt? */
    left_anterior_thigh?: number | string | null;
    /** For how many weeks has the front of the right thigh hurt? */
    right_anterior_thigh?: number | string | null;
    /** For how many weeks has the left knee hurt? */
    left_knee?: number | string | null;
    /** For how many weeks has the right knee hurt? */
    right_knee?: number | string | null;
    /** For how many weeks has the left shin hurt? */
    left_shin?: number | string | null;
    /** For how many weeks has the right shin hurt? */
    right_shin?: number | string | null;
    /** For how many weeks has the left calf hurt? */
    left_calf?: number | string | null;
    /** For how many weeks has the right calf hurt? */
    right_calf?: number | string | null;
    /** For how many weeks has the left Achilles tendon hurt? */
    left_achilles?: number | string | null;
    /** For how many weeks has the right Achilles tendon hurt? */
    right_achilles?: number | string | null;
    /** For how many weeks has the left foot or ankle hurt? */
    left_foot_ankle?: number | string | null;
    /** For how many weeks has the right foot or ankle hurt? */
    right_foot_ankle?: number | string | null;
    others?: "none";
  } | null | "none";
  /** Sudden when the person can name the moment; gradual when it built up over days or weeks. */
  pain_onset?: {
    /** Did the pain of the neck begin suddenly or gradually? */
    neck?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the upper back begin suddenly or gradually? */
    upper_back?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the low back begin suddenly or gradually? */
    low_back?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the chest begin suddenly or gradually? */
    chest?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the abdomen begin suddenly or gradually? */
    abdomen?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left shoulder begin suddenly or gradually? */
    left_shoulder?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right shoulder begin suddenly or gradually? */
    right_shoulder?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left elbow begin suddenly or gradually? */
    left_elbow?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right elbow begin suddenly or gradually? */
    right_elbow?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left wrist or hand begin suddenly or gradually? */
    left_wrist?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right wrist or hand begin suddenly or gradually? */
    right_wrist?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left groin begin suddenly or gradually? */
    left_groin?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right groin begin suddenly or gradually? */
    right_groin?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the outer side of the left hip begin suddenly or gradually? */
    left_lateral_hip?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the outer side of the right hip begin suddenly or gradually? */
    right_lateral_hip?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left buttock begin suddenly or gradually? */
    left_buttock?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right buttock begin suddenly or gradually? */
    right_buttock?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the back of the left thigh begin suddenly or gradually? */
    left_posterior_thigh?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the back of the right thigh begin suddenly or gradually? */
    right_posterior_thigh?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the front of the left thigh begin suddenly or gradually? */
    left_anterior_thigh?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the front of the right thigh begin suddenly or gradually? */
    right_anterior_thigh?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left knee begin suddenly or gradually? */
    left_knee?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right knee begin suddenly or gradually? */
    right_knee?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left shin begin suddenly or gradually? */
    left_shin?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right shin begin suddenly or gradually? */
    right_shin?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left calf begin suddenly or gradually? */
    left_calf?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right calf begin suddenly or gradually? */
    right_calf?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left Achilles tendon begin suddenly or gradually? */
    left_achilles?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right Achilles tendon begin suddenly or gradually? */
    right_achilles?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the left foot or ankle begin suddenly or gradually? */
    left_foot_ankle?: "sudden" | "gradual" | "not_applicable" | null;
    /** Did the pain of the right foot or ankle begin suddenly or gradually? */
    right_foot_ankle?: "sudden" | "gradual" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Compare the morning after a session with the morning before it. Yes means an irritable site in the sense of the pain-monitoring model. */
  pain_worse_next_morning?: {
    /** After training, is the pain of the neck still worse the next morning? */
    neck?: boolean | null;
    /** After training, is the pain of the upper back still worse the next morning? */
    upper_back?: boolean | null;
    /** After training, is the pain of the low back still worse the next morning? */
    low_back?: boolean | null;
    /** After training, is the pain of the chest still worse the next morning? */
    chest?: boolean | null;
    /** After training, is the pain of the abdomen still worse the next morning? */
    abdomen?: boolean | null;
    /** After training, is the pain of the left shoulder still worse the next morning? */
    left_shoulder?: boolean | null;
    /** After training, is the pain of the right shoulder still worse the next morning? */
    right_shoulder?: boolean | null;
    /** After training, is the pain of the left elbow still worse the next morning? */
    left_elbow?: boolean | null;
    /** After training, is the pain of the right elbow still worse the next morning? */
    right_elbow?: boolean | null;
    /** After training, is the pain of the left wrist or hand still worse the next morning? */
    left_wrist?: boolean | null;
    /** After training, is the pain of the right wrist or hand still worse the next morning? */
    right_wrist?: boolean | null;
    /** After training, is the pain of the left groin still worse the next morning? */
    left_groin?: boolean | null;
    /** After training, is the pain of the right groin still worse the next morning? */
    right_groin?: boolean | null;
    /** After training, is the pain of the outer side of the left hip still worse the next morning? */
    left_lateral_hip?: boolean | null;
    /** After training, is the pain of the outer side of the right hip still worse the next morning? */
    right_lateral_hip?: boolean | null;
    /** After training, is the pain of the left buttock still worse the next morning? */
    left_buttock?: boolean | null;
    /** After training, is the pain of the right buttock still worse the next morning? */
    right_buttock?: boolean | null;
    /** After training, is the pain of the back of the left thigh still worse the next morning? */
    left_posterior_thigh?: boolean | null;
    /** After training, is the pain of the back of the right thigh still worse the next morning? */
    right_posterior_thigh?: boolean | null;
    /** After training, is the pain of the front of the left thigh still worse the next morning? */
    left_anterior_thigh?: boolean | null;
    /** After training, is the pain of the front of the right thigh still worse the next morning? */
    right_anterior_thigh?: boolean | null;
    /** After training, is the pain of the left knee still worse the next morning? */
    left_knee?: boolean | null;
    /** After training, is the pain of the right knee still worse the next morning? */
    right_knee?: boolean | null;
    /** After training, is the pain of the left shin still worse the next morning? */
    left_shin?: boolean | null;
    /** After training, is the pain of the right shin still worse the next morning? */
    right_shin?: boolean | null;
    /** After training, is the pain of the left calf still worse the next morning? */
    left_calf?: boolean | null;
    /** After training, is the pain of the right calf still worse the next morning? */
    right_calf?: boolean | null;
    /** After training, is the pain of the left Achilles tendon still worse the next morning? */
    left_achilles?: boolean | null;
    /** After training, is the pain of the right Achilles tendon still worse the next morning? */
    right_achilles?: boolean | null;
    /** After training, is the pain of the left foot or ankle still worse the next morning? */
    left_foot_ankle?: boolean | null;
    /** After training, is the pain of the right foot or ankle still worse the next morning? */
    right_foot_ankle?: boolean | null;
    others?: "none";
  } | null | "none" | ("neck" | "upper_back" | "low_back" | "chest" | "abdomen" | "left_shoulder" | "right_shoulder" | "left_elbow" | "right_elbow" | "left_wrist" | "right_wrist" | "left_groin" | "right_groin" | "left_lateral_hip" | "right_lateral_hip" | "left_buttock" | "right_buttock" | "left_posterior_thigh" | "right_posterior_thigh" | "left_anterior_thigh" | "right_anterior_thigh" | "left_knee" | "right_knee" | "left_shin" | "right_shin" | "left_calf" | "right_calf" | "left_achilles" | "right_achilles" | "left_foot_ankle" | "right_foot_ankle")[];
  /** Which makes the low back pain worse, bending forward or sitting, or bending backward or standing long? Ask, then try ten slow bends each way standing; note the direction that raises the pain or lets it spread. */
  low_back_pain_worse_with?: "flexion" | "extension" | "both" | "neither" | "not_applicable" | null;
  /** A line of pain, often below the knee, with or without tingling or numbness. Not a local sore spot. */
  radiating_leg_pain?: {
    /** Does pain run from the back or buttock down the left leg, stronger in the leg than in the back? */
    left?: boolean | null;
    /** Does pain run from the back or buttock down the right leg, stronger in the leg than in the back? */
    right?: boolean | null;
    others?: "none";
  } | null | "none" | ("left" | "right")[];
  /** Compare this week with two weeks ago, in what can be done as much as in the pain itself. */
  pain_course?: {
    /** Over the last two weeks, has the pain of the neck been getting better, staying the same, or getting worse? */
    neck?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the upper back been getting better, staying the same, or getting worse? */
    upper_back?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the low back been getting better, staying the same, or getting worse? */
    low_back?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the chest been getting better, staying the same, or getting worse? */
    chest?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the abdomen been getting better, staying the same, or getting worse? */
    abdomen?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left shoulder been getting better, staying the same, or getting worse? */
    left_shoulder?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right shoulder been getting better, staying the same, or getting worse? */
    right_shoulder?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left elbow been getting better, staying the same, or getting worse? */
    left_elbow?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right elbow been getting better, staying the same, or getting worse? */
    right_elbow?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left wrist or hand been getting better, staying the same, or getting worse? */
    left_wrist?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right wrist or hand been getting better, staying the same, or getting worse? */
    right_wrist?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left groin been getting better, staying the same, or getting worse? */
    left_groin?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right groin been getting better, staying the same, or getting worse? */
    right_groin?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the outer side of the left hip been getting better, staying the same, or getting worse? */
    left_lateral_hip?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the outer side of the right hip been getting better, staying the same, or getting worse? */
    right_lateral_hip?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left buttock been getting better, staying the same, or getting worse? */
    left_buttock?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right buttock been getting better, staying the same, or getting worse? */
    right_buttock?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the back of the left thigh been getting better, staying the same, or getting worse? */
    left_posterior_thigh?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the back of the right thigh been getting better, staying the same, or getting worse? */
    right_posterior_thigh?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the front of the left thigh been getting better, staying the same, or getting worse? */
    left_anterior_thigh?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the front of the right thigh been getting better, staying the same, or getting worse? */
    right_anterior_thigh?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left knee been getting better, staying the same, or getting worse? */
    left_knee?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right knee been getting better, staying the same, or getting worse? */
    right_knee?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left shin been getting better, staying the same, or getting worse? */
    left_shin?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right shin been getting better, staying the same, or getting worse? */
    right_shin?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left calf been getting better, staying the same, or getting worse? */
    left_calf?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right calf been getting better, staying the same, or getting worse? */
    right_calf?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left Achilles tendon been getting better, staying the same, or getting worse? */
    left_achilles?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right Achilles tendon been getting better, staying the same, or getting worse? */
    right_achilles?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the left foot or ankle been getting better, staying the same, or getting worse? */
    left_foot_ankle?: "better" | "same" | "worse" | "not_applicable" | null;
    /** Over the last two weeks, has the pain of the right foot or ankle been getting better, staying the same, or getting worse? */
    right_foot_ankle?: "better" | "same" | "worse" | "not_applicable" | null;
    others?: "none";
  } | null | "none";
  /** Ask, then try a squeeze of a fist between the knees, a deep squat, and the first steps after ten minutes of sitting. */
  groin_pain_worse_with?: {
    /** Which makes the left groin worse most: squeezing the knees together or kicking, a deep bend of the hip, or the first steps after rest? */
    left?: "squeezing" | "hip_bend" | "first_steps" | "other" | "not_applicable" | null;
    /** Which makes the right groin worse most: squeezing the knees together or kicking, a deep bend of the hip, or the first steps after rest? */
    right?: "squeezing" | "hip_bend" | "first_steps" | "other" | "not_applicable" | null;
  } | null;
  /** Ask, and let the person point with one finger. The sit bone is at the lower edge of the buttock. */
  buttock_pain_worse_with?: {
    /** Is the left buttock worse when sitting on the bone at its lower edge, bending forward with straight knees, or running uphill, or with something else? */
    left?: "sitting_on_the_bone" | "other" | "not_applicable" | null;
    /** Is the right buttock worse when sitting on the bone at its lower edge, bending forward with straight knees, or running uphill, or with something else? */
    right?: "sitting_on_the_bone" | "other" | "not_applicable" | null;
  } | null;
  /** Did low back pain that lasted a day or more settle within the last six months? Settled means 0 or 1 of 10 for at least a week. */
  back_pain_settled_lately?: boolean | null;
  /** Does the person fear that moving will do harm, believe the pain will never get better, or find that it weighs on the mood? Ask each of the three and listen; one yes is enough. These are questions of the kind that the STarT Back tool asks. */
  worried_about_pain?: boolean | null;
  /** What is the most you can back squat once? Tested, or estimated from a set of at most five repetitions; the same depth for all squats. */
  back_squat_1rm?: number | string | null;
  /** What is the most you can front squat once? Tested, or estimated from a set of at most five repetitions; same depth as the back squat. */
  front_squat_1rm?: number | string | null;
  /** What is the most you can deadlift once? Conventional or sumo from the floor, without straps; tested, or estimated from a set of at most five repetitions. */
  deadlift_1rm?: number | string | null;
  /** What is your best front squat divided by your best back squat? One-repetition maxima to the same depth. */
  front_to_back_squat?: number | string | null;
  /** What is your best deadlift divided by your best back squat? One-repetition maxima. */
  deadlift_to_back_squat?: number | string | null;
  /** Single-leg countermovement jump, hands on hips, jump mat, force plate or phone application; best of three. */
  single_leg_jump_height?: {
    /** How high do you jump from the left leg alone? */
    left?: number | string | null;
    /** How high do you jump from the right leg alone? */
    right?: number | string | null;
  } | null;
  /** By how many per cent does single-leg jump height differ between the legs? Difference divided by the higher jump, times 100. */
  single_leg_jump_asymmetry?: number | string | null;
  /** Was the same leg the lower one, by a like amount, in at least two jump tests on different days? Two test days at least two days apart; the same leg lower in both. */
  jump_asymmetry_repeated?: boolean | null;
  /** Y-balance kit or tape, barefoot, heel down, best of three after practice. */
  ybt_anterior_reach?: {
    /** How far can you reach forward with the free foot, standing on the left leg (Y-balance test)? */
    left?: number | string | null;
    /** How far can you reach forward with the free foot, standing on the right leg (Y-balance test)? */
    right?: number | string | null;
  } | null;
  /** What is the longer of the two anterior reaches? The larger of left and right. */
  ybt_anterior_longer?: number | string | null;
  /** What is the shorter of the two anterior reaches? The smaller of left and right. */
  ybt_anterior_shorter?: number | string | null;
  /** By how many centimetres does the anterior reach differ between the legs? Longer minus shorter reach. */
  ybt_anterior_difference?: number | string | null;
  /** Sum of the best anterior, posteromedial and posterolateral reach, divided by three times the leg length, times 100. */
  ybt_composite?: {
    /** What is the Y-balance composite score standing on the left leg, in per cent of leg length? */
    left?: number | string | null;
    /** What is the Y-balance composite score standing on the right leg, in per cent of leg length? */
    right?: number | string | null;
  } | null;
  /** What was the composite score of the Functional Movement Screen, from 0 to 21? Seven movements scored 0 to 3 by a trained rater; the lower side counts. */
  fms_composite?: number | string | null;
  /** In how many of the five two-sided movements of the screen did left and right score differently? Count of the two-sided movements with unequal scores. */
  fms_asymmetries?: number | string | null;
  /** Landing held for two seconds, hands free, best of three after practice. */
  hop_single_distance?: {
    /** How far does the left leg hop (single hop)? */
    left?: number | string | null;
    /** How far does the right leg hop (single hop)? */
    right?: number | string | null;
  } | null;
  /** Landing held for two seconds, hands free, best of three after practice. */
  hop_triple_distance?: {
    /** How far does the left leg hop (triple hop)? */
    left?: number | string | null;
    /** How far does the right leg hop (triple hop)? */
    right?: number | string | null;
  } | null;
  /** Landing held for two seconds, hands free, best of three after practice. */
  hop_crossover_distance?: {
    /** How far does the left leg hop (crossover hop)? */
    left?: number | string | null;
    /** How far does the right leg hop (crossover hop)? */
    right?: number | string | null;
  } | null;
  /** How far does the better leg hop (single hop)? The larger of left and right. */
  hop_single_best?: number | string | null;
  /** How far does the better leg hop (triple hop)? The larger of left and right. */
  hop_triple_best?: number | string | null;
  /** How far does the better leg hop (crossover hop)? The larger of left and right. */
  hop_crossover_best?: number | string | null;
  /** 100 times this leg divided by the better leg: the limb symmetry index. */
  hop_single_share?: {
    /** What share of the better leg does the left leg reach in the single hop? */
    left?: number | string | null;
    /** What share of the better leg does the right leg reach in the single hop? */
    right?: number | string | null;
  } | null;
  /** 100 times this leg divided by the better leg: the limb symmetry index. */
  hop_triple_share?: {
    /** What share of the better leg does the left leg reach in the triple hop? */
    left?: number | string | null;
    /** What share of the better leg does the right leg reach in the triple hop? */
    right?: number | string | null;
  } | null;
  /** 100 times this leg divided by the better leg: the limb symmetry index. */
  hop_crossover_share?: {
    /** What share of the better leg does the left leg reach in the crossover hop? */
    left?: number | string | null;
    /** What share of the better leg does the right leg reach in the crossover hop? */
    right?: number | string | null;
  } | null;
  /** As fast as possible, best of three; less is better. */
  hop_timed?: {
    /** How many seconds does the left leg take to hop six metres? */
    left?: number | string | null;
    /** How many seconds does the right leg take to hop six metres? */
    right?: number | string | null;
  } | null;
  /** How many seconds does the faster leg take to hop six metres? The smaller of left and right. */
  hop_timed_best?: number | string | null;
  /** 100 times the time of the faster leg divided by the time of this leg. */
  hop_timed_share?: {
    /** What share of the faster leg's speed does the left leg reach in the timed hop? */
    left?: number | string | null;
    /** What share of the faster leg's speed does the right leg reach in the timed hop? */
    right?: number | string | null;
  } | null;
  /** What load was on a recent hard set of the back squat? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  back_squat_set_load?: number | string | null;
  /** What load was on a recent hard set of the front squat? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  front_squat_set_load?: number | string | null;
  /** What load was on a recent hard set of the deadlift? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  deadlift_set_load?: number | string | null;
  /** What load was on a recent hard set of the bench press? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  bench_press_set_load?: number | string | null;
  /** What load was on a recent hard set of the pull-up? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  pull_up_set_load?: number | string | null;
  /** What load was on a recent hard set of the prone bench pull? A set of two to ten repetitions from the last weeks that could not have gone on. For the pull-up: body mass plus added weight. */
  bench_pull_set_load?: number | string | null;
  /** How many repetitions did that set of the back squat have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  back_squat_set_repetitions?: number | string | null;
  /** How many repetitions did that set of the front squat have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  front_squat_set_repetitions?: number | string | null;
  /** How many repetitions did that set of the deadlift have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  deadlift_set_repetitions?: number | string | null;
  /** How many repetitions did that set of the bench press have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  bench_press_set_repetitions?: number | string | null;
  /** How many repetitions did that set of the pull-up have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  pull_up_set_repetitions?: number | string | null;
  /** How many repetitions did that set of the prone bench pull have, ten at most? Count full repetitions. From more than ten nothing is estimated, since the error grows; use a heavier set. */
  bench_pull_set_repetitions?: number | string | null;
  /** What is the single best back squat by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  back_squat_estimated_maximum?: number | string | null;
  /** What is the single best front squat by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  front_squat_estimated_maximum?: number | string | null;
  /** What is the single best deadlift by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  deadlift_estimated_maximum?: number | string | null;
  /** What is the single best bench press by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  bench_press_estimated_maximum?: number | string | null;
  /** What is the single best pull-up by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  pull_up_estimated_maximum?: number | string | null;
  /** What is the single best prone bench pull by a hard set? Brzycki's formula: 36 times the load divided by 37 less the repetitions. Standard error 3.4 % in the bench press from 7 to 10 repetitions; in other lifts it was not tested, and in people of about 70 such formulas give too little. */
  bench_pull_estimated_maximum?: number | string | null;
  /** What is the front squat to back squat, both estimated from hard sets? Two estimates divided by each other; each has an error of several per cent, so only a clear difference says something. */
  front_to_back_squat_estimated?: number | string | null;
  /** What is the deadlift to back squat, both estimated from hard sets? Two estimates divided by each other; each has an error of several per cent, so only a clear difference says something. */
  deadlift_to_back_squat_estimated?: number | string | null;
  /** What is the bench press to pull-up, both estimated from hard sets? Two estimates divided by each other; each has an error of several per cent, so only a clear difference says something. */
  bench_to_pull_up_estimated?: number | string | null;
  /** What is the bench press to bench pull, both estimated from hard sets? Two estimates divided by each other; each has an error of several per cent, so only a clear difference says something. */
  bench_to_bench_pull_estimated?: number | string | null;
  /** How old is the person, in years? Age in completed years. */
  age?: number | string | null;
  /** Which sex do the published norms for this person go by? Several strength norms were published separately for women and men; this choice picks the norm, and rules out what concerns pregnancy alone. */
  sex?: "female" | "male" | null;
  /** What does the person weigh? On a scale, in light clothing, without shoes. */
  body_mass?: number | string | null;
  /** How tall is the person? Standing against a wall, without shoes. */
  height?: number | string | null;
  /** What is the body mass index? Body mass in kilograms divided twice by the height in metres. It says nothing of muscle and fat apart. */
  body_mass_index?: number | string | null;
  /** How far is it around the waist? Tape half-way between the lowest rib and the top of the hip bone, standing, at the end of a normal breath out. */
  waist?: number | string | null;
  /** Is the person a beginner, intermediate or advanced in strength training? Our convention: beginner under six months of regular strength training with taught technique, intermediate six months to two years, advanced beyond that. */
  training_experience?: "beginner" | "intermediate" | "advanced" | null;
  /** How many times a week can the person train? Sessions of strength training that fit into a usual week. */
  sessions_available?: number | string | null;
  /** How many hours a week does the person exercise, all sports together? Sum of training, competition and other planned exercise in a usual week. */
  exercise_hours?: number | string | null;
  /** Does a qualified adult supervise the strength training? Yes when a coach, teacher or therapist is present and teaches technique at each session. */
  supervised_training?: boolean | null;
  /** What is the main sport? The sport that takes most training time now; choose "no sport" when there is none. */
  sport?: "none" | "football" | "rugby" | "hockey" | "basketball" | "volleyball" | "handball" | "sprint" | "jumps" | "distance_running" | "triathlon" | "cycling" | "rowing" | "swimming" | "throwing" | "racket" | "golf" | "climbing" | "gymnastics" | "dance" | "martial_arts" | "skiing" | "strength_sport" | "military" | "other" | null;
  /** Name every goal that matters; leaving one off a complete list says that it does not. */
  goal?: {
    /** Is faster sprints and higher jumps a goal of the training? */
    sprint_jump_performance?: boolean | null;
    /** Is more muscle a goal of the training? */
    muscle_gain?: boolean | null;
    /** Is more strength a goal of the training? */
    strength?: boolean | null;
    /** Is general health a goal of the training? */
    general_health?: boolean | null;
    /** Is posture a goal of the training? */
    posture?: boolean | null;
    /** Is less pain a goal of the training? */
    pain_relief?: boolean | null;
    /** Is return to sport a goal of the training? */
    return_to_sport?: boolean | null;
    /** Is weight loss a goal of the training? */
    weight_loss?: boolean | null;
    others?: "none";
  } | null | "none" | ("sprint_jump_performance" | "muscle_gain" | "strength" | "general_health" | "posture" | "pain_relief" | "return_to_sport" | "weight_loss")[];
  /** As written or told by the clinician; a guess of one's own does not count. */
  clinician_named?: {
    /** Has a clinician named this: osteoarthritis of the left knee? */
    left_knee_osteoarthritis?: boolean | null;
    /** Has a clinician named this: osteoarthritis of the right knee? */
    right_knee_osteoarthritis?: boolean | null;
    /** Has a clinician named this: osteoarthritis of the left hip? */
    left_hip_osteoarthritis?: boolean | null;
    /** Has a clinician named this: osteoarthritis of the right hip? */
    right_hip_osteoarthritis?: boolean | null;
    /** Has a clinician named this: left patellar tendinopathy? */
    left_patellar_tendinopathy?: boolean | null;
    /** Has a clinician named this: right patellar tendinopathy? */
    right_patellar_tendinopathy?: boolean | null;
    /** Has a clinician named this: left Achilles tendinopathy? */
    left_achilles_tendinopathy?: boolean | null;
    /** Has a clinician named this: right Achilles tendinopathy? */
    right_achilles_tendinopathy?: boolean | null;
    /** Has a clinician named this: left gluteal tendinopathy? */
    left_gluteal_tendinopathy?: boolean | null;
    /** Has a clinician named this: right gluteal tendinopathy? */
    right_gluteal_tendinopathy?: boolean | null;
    /** Has a clinician named this: tendinopathy of the upper left hamstring? */
    left_hamstring_tendinopathy?: boolean | null;
    /** Has a clinician named this: tendinopathy of the upper right hamstring? */
    right_hamstring_tendinopathy?: boolean | null;
    /** Has a clinician named this: left rotator cuff tendinopathy? */
    left_cuff_tendinopathy?: boolean | null;
    /** Has a clinician named this: right rotator cuff tendinopathy? */
    right_cuff_tendinopathy?: boolean | null;
    /** Has a clinician named this: left elbow tendinopathy? */
    left_elbow_tendinopathy?: boolean | null;
    /** Has a clinician named this: right elbow tendinopathy? */
    right_elbow_tendinopathy?: boolean | null;
    others?: "none";
  } | null | "none" | ("left_knee_osteoarthritis" | "right_knee_osteoarthritis" | "left_hip_osteoarthritis" | "right_hip_osteoarthritis" | "left_patellar_tendinopathy" | "right_patellar_tendinopathy" | "left_achilles_tendinopathy" | "right_achilles_tendinopathy" | "left_gluteal_tendinopathy" | "right_gluteal_tendinopathy" | "left_hamstring_tendinopathy" | "right_hamstring_tendinopathy" | "left_cuff_tendinopathy" | "right_cuff_tendinopathy" | "left_elbow_tendinopathy" | "right_elbow_tendinopathy")[];
  /** Torn ligaments, dislocations and broken bones, healed long ago. An operation is told under operations, one that is not yet healed under conditions. */
  old_injury?: {
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left shoulder)? */
    left_shoulder?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right shoulder)? */
    right_shoulder?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left elbow)? */
    left_elbow?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right elbow)? */
    right_elbow?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left wrist or hand)? */
    left_wrist?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right wrist or hand)? */
    right_wrist?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left hip)? */
    left_hip?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right hip)? */
    right_hip?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left knee)? */
    left_knee?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right knee)? */
    right_knee?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (left ankle or foot)? */
    left_ankle?: boolean | null;
    /** Was there an injury that kept the person from sport or work for three weeks or more, at any time (right ankle or foot)? */
    right_ankle?: boolean | null;
    others?: "none";
  } | null | "none" | ("left_shoulder" | "right_shoulder" | "left_elbow" | "right_elbow" | "left_wrist" | "right_wrist" | "left_hip" | "right_hip" | "left_knee" | "right_knee" | "left_ankle" | "right_ankle")[];
  /** As the person knows it. */
  family_history?: {
    /** Do parents, brothers, sisters or children have it (heart disease before 60)? */
    heart_disease?: boolean | null;
    /** Do parents, brothers, sisters or children have it (thin bones or a hip broken by a fall)? */
    thin_bones?: boolean | null;
    /** Do parents, brothers, sisters or children have it (worn hips or knees)? */
    joint_wear?: boolean | null;
    /** Do parents, brothers, sisters or children have it (inflamed joints or spine)? */
    joint_inflammation?: boolean | null;
    others?: "none";
  } | null | "none" | ("heart_disease" | "thin_bones" | "joint_wear" | "joint_inflammation")[];
  /** The score as printed, where the best result is 100. Turn scales round on which 100 is the worst. */
  questionnaire_score?: {
    /** What is the score, in per cent of the best possible (knee function (IKDC, KOOS or Lysholm))? */
    knee_function?: number | string | null;
    /** What is the score, in per cent of the best possible (patellar tendon (VISA-P))? */
    patellar_tendon?: number | string | null;
    /** What is the score, in per cent of the best possible (Achilles tendon (VISA-A))? */
    achilles_tendon?: number | string | null;
    /** What is the score, in per cent of the best possible (hip and groin (HAGOS, HOOS or iHOT))? */
    hip_function?: number | string | null;
    /** What is the score, in per cent of the best possible (leg function (LEFS))? */
    leg_function?: number | string | null;
    /** What is the score, in per cent of the best possible (back function (100 less Oswestry or Roland per cent))? */
    back_function?: number | string | null;
    /** What is the score, in per cent of the best possible (shoulder function (100 less DASH, QuickDASH or SPADI))? */
    shoulder_function?: number | string | null;
    /** What is the score, in per cent of the best possible (readiness for sport after ACL injury (ACL-RSI))? */
    ready_for_sport?: number | string | null;
  } | null;
  /** How many of the nine items of the STarT Back questionnaire are positive? Nine items about the last two weeks; agree counts one, as do the two highest answers to the last item. */
  start_back_total?: number | string | null;
  /** How many of the five items on fear, worry, mood and bother are positive? Items 5 to 9 of the questionnaire. Four and more put the person into the group at high risk of lasting trouble. */
  start_back_psychosocial?: number | string | null;
  /** What is the score of the Tampa scale with eleven items? Eleven items scored 1 to 4; more means more fear. */
  fear_of_movement?: number | string | null;
  /** Does the person smoke? Cigarettes, cigars or pipe; "in the past" from a year after the last. */
  smoking?: "never" | "former" | "current" | null;
  /** How many kilometres does the person run in a usual week? Mean of the last four weeks. */
  weekly_running_distance?: number | string | null;
  /** How many degrees is the pelvis tilted forward in standing, from the front to the back spine of the pelvis? Palpation meter or inclinometer between the front (ASIS) and back (PSIS) spines, standing, mean of three and of both sides; forward is plus. The shape of the bone alone varies this by more than 20 degrees. */
  pelvic_tilt_angle?: number | string | null;
  /** Seen from the side, does the pelvis look tilted forward, level or backward? Standing at ease, seen from the side. Most people without complaints stand with some forward tilt; clothing and buttocks mislead the eye. */
  pelvic_tilt_observed?: "forward" | "level" | "backward" | null;
  /** What is the lumbar lordosis angle on a standing radiograph, from T12 to S1? Only from a radiograph made for another reason; never ask for one for this. Standing, upper end of T12 to S1; lying readings are much lower. */
  lumbar_lordosis_radiograph?: number | string | null;
  /** What is the lumbar lordosis angle by a device rolled along the skin, standing? Skin-surface device such as a spinal mouse, standing at ease. Its angles are far smaller than those of a radiograph. */
  lumbar_lordosis_surface?: number | string | null;
  /** Seen from the side, does the curve of the low back look flat, usual or deep? Standing at ease, seen from the side. The eye cannot measure a lordosis angle. */
  lumbar_lordosis_observed?: "flat" | "usual" | "deep" | null;
  /** How does the person usually stand? Watch unannounced, from the side. */
  standing_posture_observed?: "upright" | "slumped" | "leaning_back" | null;
  /** Read the list aloud. "None of these" is a complete answer. */
  screening?: {
    /** Is there numbness or odd feeling between the legs, around the genitals or the back passage, or on the inner thighs, or a new loss of sexual feeling? */
    saddle_numbness?: boolean | null;
    /** Has it, in recent days or weeks, become hard to start passing water, to feel it flow, to hold it, or to control the bowels? */
    bladder_bowel_change?: boolean | null;
    /** Has pain, numbness or weakness from the back spread into both legs? */
    both_legs_symptoms?: boolean | null;
    /** Is a leg getting weaker from day to day or week to week? */
    leg_weakness_worsening?: boolean | null;
    /** Has it newly become impossible to lift the front of a foot, so that it slaps or catches in walking? */
    foot_drop?: boolean | null;
    /** Is one arm, hand or leg newly weak (it drops things, gives way or cannot do what the other does), beyond being sore? */
    limb_weakness?: boolean | null;
    /** Is there tingling or numbness in one arm or leg that has lasted for days? */
    limb_numbness?: boolean | null;
    /** Is walking newly unsteady, have the hands newly become clumsy, or are several limbs numb or weak at once? */
    widespread_neurology?: boolean | null;
    /** Did weakness or numbness of the face, an arm or a leg, trouble speaking or swallowing, double vision or a drooping eyelid come on suddenly? */
    stroke_signs?: boolean | null;
    /** Was there a sudden, very severe headache or neck pain unlike any before, perhaps during a lift? */
    sudden_severe_headache?: boolean | null;
    /** After a blow to the head in recent days, is there headache, sickness, confusion, drowsiness or dizziness? */
    head_injury?: boolean | null;
    /** Did the present pain begin with a bad fall, a road crash or another heavy blow? */
    major_trauma?: boolean | null;
    /** Has the spine newly changed its shape, for example a sudden hump or a clear loss of height? */
    spine_deformity?: boolean | null;
    /** Have steroid tablets such as prednisolone been taken for three months or more? */
    long_term_steroids?: boolean | null;
    /** Is there a pinpoint of pain on a bone of the shin, foot, thigh or hip that running or jumping makes worse each time? */
    focal_bone_pain?: boolean | null;
    /** In somebody who runs, jumps or trains hard: does a bone of the leg, hip, pelvis or a rib hurt at rest or at night? */
    bone_pain_at_rest?: boolean | null;
    /** Has there ever been a cancer, treated or not? */
    cancer_history?: boolean | null;
    /** Have more than about 4.5 kg been lost within six months without trying? */
    unexplained_weight_loss?: boolean | null;
    /** Is there pain at night that does not let up in any position? */
    unremitting_night_pain?: boolean | null;
    /** Has the pain grown steadily worse for weeks, although it is spared? */
    pain_getting_worse?: boolean | null;
    /** Has the pain not improved at all in a month of sensible care? */
    no_improvement_in_a_month?: boolean | null;
    /** Is there a fever, or are there night sweats? */
    fever?: boolean | null;
    /** Are there shivering fits with shaking that cannot be stopped, with or without fever? */
    rigors?: boolean | null;
    /** Does the person feel ill all over, beyond being tired from training? */
    generally_unwell?: boolean | null;
    /** Is immunity weakened by an illness or by medicines? */
    weakened_immunity?: boolean | null;
    /** Did back or buttock pain come on gradually, hurt at rest or wake the person at night, and fail to settle with treatment? */
    sleep_disturbing_back_pain?: boolean | null;
    /** Is a joint hot, swollen and sore without an injury that explains it? */
    hot_swollen_joint?: boolean | null;
    /** Is there a constant, deep, boring pain in the back or belly that movement and posture do not change? */
    constant_deep_pain?: boolean | null;
    /** Can a strong pulse be felt in the belly? */
    pulsing_abdomen?: boolean | null;
    /** Does running, marching or hopping bring on a deep groin or hip pain that did not begin with an injury? */
    groin_pain_from_running?: boolean | null;
    /** Does the person limp? */
    limping?: boolean | null;
    /** Does a hip newly turn inward clearly less than the other, or does the foot of that leg point outward in walking? */
    lost_hip_rotation?: boolean | null;
    /** Was a knee injured in the last seven days? */
    acute_knee_injury?: boolean | null;
    /** In a recent knee injury, was there a pop, or did the knee swell within hours? */
    knee_swelled_fast?: boolean | null;
    /** Does a knee give way since an injury? */
    knee_gives_way?: boolean | null;
    /** Is the kneecap alone, or the bony knob on the outer side just below the knee, sore to press after an injury? */
    knee_bone_tenderness?: boolean | null;
    /** Can the knee, since an injury, not be bent to 90 degrees? */
    knee_cannot_bend?: boolean | null;
    /** Is the knee stuck so that it cannot be straightened? */
    knee_locked?: boolean | null;
    /** Can the person not put weight on the leg for four steps, even with a limp? */
    cannot_bear_weight?: boolean | null;
    /** After an injury, is a joint out of shape, or can the arm or leg no longer be lifted? */
    joint_out_of_shape?: boolean | null;
    /** Did a joint newly slip out of place, even if it went back by itself? */
    joint_slipped_out?: boolean | null;
    /** Since a fall, a blow or a wrench, can an arm not be raised to shoulder height? */
    cannot_lift_arm?: boolean | null;
    /** Did a forced movement or a heavy lift bring a sudden pain or snap in a shoulder, the chest or an upper arm, with bruising, a bulge or lost strength since? */
    sudden_upper_body_tear?: boolean | null;
    /** After an overstretch or a sprint, was there a pop in the back of the thigh, with bruising, a gap to feel, or an uneven walk? */
    hamstring_pop?: boolean | null;
    /** Did a sudden pain under the buttock or in the back of the thigh begin when the leg was forced forward with a straight knee (a split, a slip, water-skiing)? */
    forced_hip_bend_pain?: boolean | null;
    /** Was there a sudden pain in a calf or heel with a snap, or as if struck from behind? */
    calf_or_heel_snap?: boolean | null;
    /** Has it newly become impossible to rise onto the toes of one leg, while the other can? */
    cannot_rise_on_toes?: boolean | null;
    /** Is one calf or a whole leg swollen, without an injury that explains it or more than the injury explains? */
    leg_swelling?: boolean | null;
    /** Is a calf sore to press along its middle, without a strain that explains it? */
    calf_tenderness?: boolean | null;
    /** In the last three months, was there a big operation, a leg kept still (in plaster, a boot or a brace), more than three days in bed or active cancer, or ever a blood clot in a leg or lung? */
    clot_risk?: boolean | null;
    /** Does exertion, stress or daily life bring on pain or pressure in the chest? */
    chest_pain?: boolean | null;
    /** Was there pain or pressure in the chest at rest, for more than 15 minutes, or in the last 12 hours? */
    chest_pain_at_rest?: boolean | null;
    /** Is there pain in the chest, a shoulder, an arm, the neck or the jaw that no movement and no pressing brings on? */
    pain_no_movement_explains?: boolean | null;
    /** Does exertion or stress bring on pain in a shoulder, an arm or the jaw that moving the joint does not bring on? */
    exertional_arm_pain?: boolean | null;
    /** Is there shortness of breath at rest or from very little effort? */
    unusual_breathlessness?: boolean | null;
    /** In the last 12 months, has the person fainted or lost balance through dizziness? */
    fainting?: boolean | null;
    /** Has the person ever fainted, or nearly, during exercise? */
    fainting_in_exercise?: boolean | null;
    /** Did a parent, brother, sister or child die suddenly before 50, or have an inherited disease of the heart? */
    family_sudden_death?: boolean | null;
    /** Has a recent reading of the blood pressure at rest been above 180 (the upper number) or above 110 (the lower number)? */
    very_high_blood_pressure?: boolean | null;
    /** In the days after exercise, has the urine turned dark like cola? */
    dark_urine?: boolean | null;
    /** In the days after hard or unaccustomed training, are muscles or the belly severely painful, very swollen or weak, far beyond ordinary soreness? */
    severe_pain_after_training?: boolean | null;
    /** In pregnancy, is there bleeding, loss of fluid, regular painful contractions, lasting dizziness or headache, or a painful swollen calf? */
    pregnancy_warning_sign?: boolean | null;
    others?: "none";
  } | null | "none" | ("saddle_numbness" | "bladder_bowel_change" | "both_legs_symptoms" | "leg_weakness_worsening" | "foot_drop" | "limb_weakness" | "limb_numbness" | "widespread_neurology" | "stroke_signs" | "sudden_severe_headache" | "head_injury" | "major_trauma" | "spine_deformity" | "long_term_steroids" | "focal_bone_pain" | "bone_pain_at_rest" | "cancer_history" | "unexplained_weight_loss" | "unremitting_night_pain" | "pain_getting_worse" | "no_improvement_in_a_month" | "fever" | "rigors" | "generally_unwell" | "weakened_immunity" | "sleep_disturbing_back_pain" | "hot_swollen_joint" | "constant_deep_pain" | "pulsing_abdomen" | "groin_pain_from_running" | "limping" | "lost_hip_rotation" | "acute_knee_injury" | "knee_swelled_fast" | "knee_gives_way" | "knee_bone_tenderness" | "knee_cannot_bend" | "knee_locked" | "cannot_bear_weight" | "joint_out_of_shape" | "joint_slipped_out" | "cannot_lift_arm" | "sudden_upper_body_tear" | "hamstring_pop" | "forced_hip_bend_pain" | "calf_or_heel_snap" | "cannot_rise_on_toes" | "leg_swelling" | "calf_tenderness" | "clot_risk" | "chest_pain" | "chest_pain_at_rest" | "pain_no_movement_explains" | "exertional_arm_pain" | "unusual_breathlessness" | "fainting" | "fainting_in_exercise" | "family_sudden_death" | "very_high_blood_pressure" | "dark_urine" | "severe_pain_after_training" | "pregnancy_warning_sign")[];
  /** Read the list aloud. "None of these" is a complete answer. The person reports what a doctor or midwife has named; nothing is concluded here. */
  conditions?: {
    /** Is the person pregnant, in weeks 1 to 13? */
    pregnancy_first_trimester?: boolean | null;
    /** Is the person pregnant, in weeks 14 to 27? */
    pregnancy_second_trimester?: boolean | null;
    /** Is the person pregnant, in week 28 or later? */
    pregnancy_third_trimester?: boolean | null;
    /** Has a doctor or midwife named a complication of this pregnancy, such as pre-eclampsia, bleeding, early labour, or poor growth of the child? */
    pregnancy_complication?: boolean | null;
    /** Did the person give birth in the last 12 weeks? */
    postpartum?: boolean | null;
    /** Does the person take oestrogen (a combined pill, ring or patch, or hormone replacement)? */
    oestrogen_treatment?: boolean | null;
    /** In the last four weeks, was there a journey or a time of sitting of more than four hours without a break? */
    long_journey?: boolean | null;
    /** Has a doctor named osteoporosis (thin bones)? */
    osteoporosis?: boolean | null;
    /** Has a doctor named a low bone density (osteopenia)? */
    low_bone_density?: boolean | null;
    /** Has a bone of the spine ever broken from little or no force? */
    vertebral_fracture?: boolean | null;
    /** Is there a broken bone or a stress fracture of a leg, the pelvis, the back or a rib that no doctor has called healed yet, or that is slow to heal? */
    recent_fracture?: boolean | null;
    /** Is there a broken bone of an arm, a shoulder or a hand that no doctor has called healed yet, or that is slow to heal? */
    healing_arm_bone?: boolean | null;
    /** Has a doctor named high blood pressure, treated or not? */
    high_blood_pressure?: boolean | null;
    /** Has a doctor named a heart condition, such as angina, a heart attack, a valve fault or an irregular beat? */
    heart_condition?: boolean | null;
    /** Has a doctor named diabetes, another metabolic disease or a kidney disease? */
    metabolic_or_kidney_disease?: boolean | null;
    /** Is a diabetes out of control now (blood sugar very high or often too low, or thirst, weight loss and tiredness from it)? */
    uncontrolled_diabetes?: boolean | null;
    /** Was there an eye operation in the last eight weeks, or has a doctor named bleeding or a detachment of the retina or advanced diabetic eye disease? */
    eye_disease?: boolean | null;
    /** Has a doctor named a widened main artery (aortic aneurysm)? */
    aortic_aneurysm?: boolean | null;
    /** Is a blood clot of a leg or lung being treated now? */
    blood_clot?: boolean | null;
    /** Has there been a bleed in the brain in recent months? */
    recent_brain_bleed?: boolean | null;
    /** Has a doctor named a disease of the brain or nerves that is unstable or quickly getting worse? */
    unstable_neurological_disease?: boolean | null;
    /** Is an inflammatory joint disease, such as rheumatoid arthritis, flaring now? */
    inflammatory_joint_flare?: boolean | null;
    /** Is there a hernia that hurts or bulges with effort? */
    hernia?: boolean | null;
    /** Have periods been missing or rare for three months or more, outside pregnancy, breastfeeding and the menopause? */
    missed_periods?: boolean | null;
    /** Is there any other lasting illness (such as asthma, epilepsy or an eating disorder), an implant (such as a pacemaker), or a medicine taken for a lasting illness (such as a blood thinner or a beta blocker)? */
    other_condition?: boolean | null;
    others?: "none";
  } | null | "none" | ("pregnancy_first_trimester" | "pregnancy_second_trimester" | "pregnancy_third_trimester" | "pregnancy_complication" | "postpartum" | "oestrogen_treatment" | "long_journey" | "osteoporosis" | "low_bone_density" | "vertebral_fracture" | "recent_fracture" | "healing_arm_bone" | "high_blood_pressure" | "heart_condition" | "metabolic_or_kidney_disease" | "uncontrolled_diabetes" | "eye_disease" | "aortic_aneurysm" | "blood_clot" | "recent_brain_bleed" | "unstable_neurological_disease" | "inflammatory_joint_flare" | "hernia" | "missed_periods" | "other_condition")[];
  /** Read the list aloud. "None of these" is a complete answer. */
  surgery?: {
    /** Was there an operation on a disc of the low back? */
    lumbar_discectomy?: boolean | null;
    /** Were bones of the spine joined by an operation? */
    spinal_fusion?: boolean | null;
    /** Was there another operation on the neck or the back? */
    spine_operation?: boolean | null;
    /** Was a tendon of the left rotator cuff repaired? */
    left_cuff_repair?: boolean | null;
    /** Was a tendon of the right rotator cuff repaired? */
    right_cuff_repair?: boolean | null;
    /** Was the left shoulder operated on because it slipped out? */
    left_shoulder_stabilisation?: boolean | null;
    /** Was the right shoulder operated on because it slipped out? */
    right_shoulder_stabilisation?: boolean | null;
    /** Was there another operation on the left shoulder? */
    left_shoulder_operation?: boolean | null;
    /** Was there another operation on the right shoulder? */
    right_shoulder_operation?: boolean | null;
    /** Was the left elbow operated on? */
    left_elbow_operation?: boolean | null;
    /** Was the right elbow operated on? */
    right_elbow_operation?: boolean | null;
    /** Was the left wrist or hand operated on? */
    left_wrist_operation?: boolean | null;
    /** Was the right wrist or hand operated on? */
    right_wrist_operation?: boolean | null;
    /** Was a hip replaced? */
    hip_replacement?: boolean | null;
    /** Was there a keyhole operation on a hip? */
    hip_arthroscopy?: boolean | null;
    /** Was a broken hip or thigh bone fixed by an operation? */
    hip_fracture_fixation?: boolean | null;
    /** Was the anterior cruciate ligament of the left knee reconstructed? */
    left_acl_reconstruction?: boolean | null;
    /** Was the anterior cruciate ligament of the right knee reconstructed? */
    right_acl_reconstruction?: boolean | null;
    /** Was a meniscus of the left knee operated on? */
    left_meniscus_operation?: boolean | null;
    /** Was a meniscus of the right knee operated on? */
    right_meniscus_operation?: boolean | null;
    /** Was the left knee replaced? */
    left_knee_replacement?: boolean | null;
    /** Was the right knee replaced? */
    right_knee_replacement?: boolean | null;
    /** Was there another operation on the left knee? */
    left_knee_operation?: boolean | null;
    /** Was there another operation on the right knee? */
    right_knee_operation?: boolean | null;
    /** Was the left Achilles tendon repaired? */
    left_achilles_repair?: boolean | null;
    /** Was the right Achilles tendon repaired? */
    right_achilles_repair?: boolean | null;
    /** Was the left ankle or foot operated on? */
    left_ankle_or_foot_operation?: boolean | null;
    /** Was the right ankle or foot operated on? */
    right_ankle_or_foot_operation?: boolean | null;
    /** Was there an operation on the belly, a hernia included? */
    abdominal_operation?: boolean | null;
    /** Was there a caesarean? */
    caesarean?: boolean | null;
    /** Was there an operation on the heart or through the breastbone? */
    heart_operation?: boolean | null;
    /** Was there any other operation? */
    other_operation?: boolean | null;
    others?: "none";
  } | null | "none" | ("lumbar_discectomy" | "spinal_fusion" | "spine_operation" | "left_cuff_repair" | "right_cuff_repair" | "left_shoulder_stabilisation" | "right_shoulder_stabilisation" | "left_shoulder_operation" | "right_shoulder_operation" | "left_elbow_operation" | "right_elbow_operation" | "left_wrist_operation" | "right_wrist_operation" | "hip_replacement" | "hip_arthroscopy" | "hip_fracture_fixation" | "left_acl_reconstruction" | "right_acl_reconstruction" | "left_meniscus_operation" | "right_meniscus_operation" | "left_knee_replacement" | "right_knee_replacement" | "left_knee_operation" | "right_knee_operation" | "left_achilles_repair" | "right_achilles_repair" | "left_ankle_or_foot_operation" | "right_ankle_or_foot_operation" | "abdominal_operation" | "caesarean" | "heart_operation" | "other_operation")[];
  /** Completed weeks from the day of the operation, the latest one when there were several. */
  weeks_since_surgery?: {
    /** How many full weeks ago was the lumbar disc operation? */
    lumbar_discectomy?: number | string | null;
    /** How many full weeks ago was the spinal fusion? */
    spinal_fusion?: number | string | null;
    /** How many full weeks ago was the another operation on neck or back? */
    spine_operation?: number | string | null;
    /** How many full weeks ago was the repair of the left rotator cuff? */
    left_cuff_repair?: number | string | null;
    /** How many full weeks ago was the repair of the right rotator cuff? */
    right_cuff_repair?: number | string | null;
    /** How many full weeks ago was the stabilisation of the left shoulder? */
    left_shoulder_stabilisation?: number | string | null;
    /** How many full weeks ago was the stabilisation of the right shoulder? */
    right_shoulder_stabilisation?: number | string | null;
    /** How many full weeks ago was the another operation on the left shoulder? */
    left_shoulder_operation?: number | string | null;
    /** How many full weeks ago was the another operation on the right shoulder? */
    right_shoulder_operation?: number | string | null;
    /** How many full weeks ago was the operation on the left elbow? */
    left_elbow_operation?: number | string | null;
    /** How many full weeks ago was the operation on the right elbow? */
    right_elbow_operation?: number | string | null;
    /** How many full weeks ago was the operation on the left wrist or hand? */
    left_wrist_operation?: number | string | null;
    /** How many full weeks ago was the operation on the right wrist or hand? */
    right_wrist_operation?: number | string | null;
    /** How many full weeks ago was the hip replacement? */
    hip_replacement?: number | string | null;
    /** How many full weeks ago was the keyhole operation on a hip? */
    hip_arthroscopy?: number | string | null;
    /** How many full weeks ago was the operation on a broken hip? */
    hip_fracture_fixation?: number | string | null;
    /** How many full weeks ago was the left ACL reconstruction? */
    left_acl_reconstruction?: number | string | null;
    /** How many full weeks ago was the right ACL reconstruction? */
    right_acl_reconstruction?: number | string | null;
    /** How many full weeks ago was the operation on a meniscus of the left knee? */
    left_meniscus_operation?: number | string | null;
    /** How many full weeks ago was the operation on a meniscus of the right knee? */
    right_meniscus_operation?: number | string | null;
    /** How many full weeks ago was the replacement of the left knee? */
    left_knee_replacement?: number | string | null;
    /** How many full weeks ago was the replacement of the right knee? */
    right_knee_replacement?: number | string | null;
    /** How many full weeks ago was the another operation on the left knee? */
    left_knee_operation?: number | string | null;
    /** How many full weeks ago was the another operation on the right knee? */
    right_knee_operation?: number | string | null;
    /** How many full weeks ago was the repair of the left Achilles tendon? */
    left_achilles_repair?: number | string | null;
    /** How many full weeks ago was the repair of the right Achilles tendon? */
    right_achilles_repair?: number | string | null;
    /** How many full weeks ago was the operation on the left ankle or foot? */
    left_ankle_or_foot_operation?: number | string | null;
    /** How many full weeks ago was the operation on the right ankle or foot? */
    right_ankle_or_foot_operation?: number | string | null;
    /** How many full weeks ago was the operation on the belly or a hernia? */
    abdominal_operation?: number | string | null;
    /** How many full weeks ago was the caesarean? */
    caesarean?: number | string | null;
    /** How many full weeks ago was the operation on the heart or through the breastbone? */
    heart_operation?: number | string | null;
    /** How many full weeks ago was the another operation? */
    other_operation?: number | string | null;
  } | null;
  /** A sudden pain in the muscle during a stretch, sprint or lift in the last seven days that still limits it. */
  acute_strain?: {
    /** Were the hamstrings (back of the thigh) strained in the last seven days? */
    hamstrings?: boolean | null;
    /** Was the quadriceps (front of the thigh) strained in the last seven days? */
    quadriceps?: boolean | null;
    /** Were the adductors (inner thigh or groin) strained in the last seven days? */
    adductors?: boolean | null;
    /** Was a calf strained in the last seven days? */
    gastrocnemius?: boolean | null;
    others?: "none";
  } | null | "none" | ("hamstrings" | "quadriceps" | "adductors" | "gastrocnemius")[];
  /** What is the upper number of the blood pressure at rest? Upper-arm cuff, seated, after five minutes of rest; the mean of two readings. */
  resting_systolic_pressure?: number | string | null;
  /** What is the lower number of the blood pressure at rest? Upper-arm cuff, seated, after five minutes of rest; the mean of two readings. */
  resting_diastolic_pressure?: number | string | null;
  /** Write the date and the answer, for example {date: 2026-10-01, cleared: with_limits}. A visit before it grew worse is worse_since. */
  seen?: {
    /** Has a doctor looked at this since it began or last grew worse (numbness around the saddle or the inner thighs), and what was said of training? */
    saddle_numbness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (new bladder or bowel trouble), and what was said of training? */
    bladder_bowel_change?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pain, numbness or weakness in both legs), and what was said of training? */
    both_legs_symptoms?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (leg weakness that is getting worse), and what was said of training? */
    leg_weakness_worsening?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a foot that drops), and what was said of training? */
    foot_drop?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (new weakness of one arm or leg), and what was said of training? */
    limb_weakness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (lasting tingling or numbness of one arm or leg), and what was said of training? */
    limb_numbness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (unsteady walking or clumsy hands), and what was said of training? */
    widespread_neurology?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (sudden one-sided weakness, drooping face or trouble speaking), and what was said of training? */
    stroke_signs?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a sudden, very severe headache), and what was said of training? */
    sudden_severe_headache?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a blow to the head with signs since), and what was said of training? */
    head_injury?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a bad fall or crash), and what was said of training? */
    major_trauma?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a new change in the shape of the spine), and what was said of training? */
    spine_deformity?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (long treatment with steroid tablets), and what was said of training? */
    long_term_steroids?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pinpoint bone pain from impact), and what was said of training? */
    focal_bone_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pain in a bone at rest or at night in hard training), and what was said of training? */
    bone_pain_at_rest?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (cancer, now or in the past), and what was said of training? */
    cancer_history?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (unexplained loss of weight), and what was said of training? */
    unexplained_weight_loss?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (night pain that no position eases), and what was said of training? */
    unremitting_night_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pain that grows steadily), and what was said of training? */
    pain_getting_worse?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (no improvement in a month of care), and what was said of training? */
    no_improvement_in_a_month?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (fever), and what was said of training? */
    fever?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (shivering fits), and what was said of training? */
    rigors?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (feeling generally ill), and what was said of training? */
    generally_unwell?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (weakened immunity), and what was said of training? */
    weakened_immunity?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (gradual back or buttock pain that disturbs sleep and does not settle), and what was said of training? */
    sleep_disturbing_back_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a hot, swollen joint), and what was said of training? */
    hot_swollen_joint?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (constant deep pain that no movement changes), and what was said of training? */
    constant_deep_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a pulsing feeling in the belly), and what was said of training? */
    pulsing_abdomen?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (groin or hip pain from running), and what was said of training? */
    groin_pain_from_running?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a limp), and what was said of training? */
    limping?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a hip that newly turns inward less than the other), and what was said of training? */
    lost_hip_rotation?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a knee injury in the last seven days), and what was said of training? */
    acute_knee_injury?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a pop or fast swelling in a knee injury), and what was said of training? */
    knee_swelled_fast?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a knee that gives way since an injury), and what was said of training? */
    knee_gives_way?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (sore kneecap or outer bone below the knee), and what was said of training? */
    knee_bone_tenderness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a knee that cannot bend to a right angle), and what was said of training? */
    knee_cannot_bend?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a locked knee), and what was said of training? */
    knee_locked?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (cannot take four steps), and what was said of training? */
    cannot_bear_weight?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a joint out of shape or useless after an injury), and what was said of training? */
    joint_out_of_shape?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a joint that slipped out), and what was said of training? */
    joint_slipped_out?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (an arm that cannot be raised since a fall), and what was said of training? */
    cannot_lift_arm?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a sudden tear in shoulder, chest or upper arm), and what was said of training? */
    sudden_upper_body_tear?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a pop in the back of the thigh with bruising or a gap), and what was said of training? */
    hamstring_pop?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (sudden pain under the buttock from a forced bend of the hip), and what was said of training? */
    forced_hip_bend_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a snap in calf or heel), and what was said of training? */
    calf_or_heel_snap?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (cannot rise onto the toes of one leg), and what was said of training? */
    cannot_rise_on_toes?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (one swollen leg), and what was said of training? */
    leg_swelling?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a sore calf without an injury), and what was said of training? */
    calf_tenderness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (something that favours a clot), and what was said of training? */
    clot_risk?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (chest pain or pressure with exertion or in daily life), and what was said of training? */
    chest_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (chest pain at rest or in the last hours), and what was said of training? */
    chest_pain_at_rest?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (chest, shoulder, arm or jaw pain that no movement brings on), and what was said of training? */
    pain_no_movement_explains?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (shoulder, arm or jaw pain with exertion or stress), and what was said of training? */
    exertional_arm_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (unusual breathlessness), and what was said of training? */
    unusual_breathlessness?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (fainting or dizziness), and what was said of training? */
    fainting?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (fainting during exercise), and what was said of training? */
    fainting_in_exercise?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a sudden death or heart disease in the young family), and what was said of training? */
    family_sudden_death?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a blood pressure above 180 over 110), and what was said of training? */
    very_high_blood_pressure?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (dark urine after hard exercise), and what was said of training? */
    dark_urine?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe pain, swelling or weakness in the days after hard training), and what was said of training? */
    severe_pain_after_training?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a warning sign in pregnancy), and what was said of training? */
    pregnancy_warning_sign?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (back pain of a young person that bending backward makes worse), and what was said of training? */
    adolescent_extension_back_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pain of back or belly with a known aneurysm), and what was said of training? */
    aneurysm_with_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (pain of the belly in pregnancy), and what was said of training? */
    belly_pain_in_pregnancy?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (new pain of the calf when clots are likelier), and what was said of training? */
    calf_pain_when_clots_are_likelier?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a condition that needs the agreement of a doctor first), and what was said of training? */
    condition_without_clearance?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (diabetes out of control), and what was said of training? */
    diabetes_out_of_control?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (missed periods with much training or low weight), and what was said of training? */
    energy_deficiency_signs?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a diseased retina or a fresh eye operation that no doctor has cleared), and what was said of training? */
    eye_not_cleared?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (no heel raise on the leg, and many on the other), and what was said of training? */
    heel_raises_lost_on_one_side?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (back pain of weeks in a child or adolescent), and what was said of training? */
    lasting_back_pain_in_the_young?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (one side far weaker than the other), and what was said of training? */
    marked_side_difference?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (missed or rare periods), and what was said of training? */
    missing_periods?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a beginner with diabetes or kidney disease), and what was said of training? */
    new_activity_with_metabolic_disease?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (new pain with thin bones or in older age), and what was said of training? */
    new_spine_pain_with_thin_bones?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a lasting illness, implant or medicine of which nothing is known here), and what was said of training? */
    other_condition_not_cleared?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a hernia that hurts or bulges with effort), and what was said of training? */
    painful_hernia?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a pregnancy with complications), and what was said of training? */
    pregnancy_with_complication?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a reading above 160 over 100 that no doctor has cleared), and what was said of training? */
    reading_above_160_over_100?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a reading above 180 with known high blood pressure), and what was said of training? */
    reading_above_180?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe pain of the arm), and what was said of training? */
    severe_arm_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe pain of chest or belly), and what was said of training? */
    severe_chest_or_belly_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe pain of the leg), and what was said of training? */
    severe_leg_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe pain of neck or back), and what was said of training? */
    severe_spinal_pain?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (severe back pain with facts that favour a fracture from thin bones), and what was said of training? */
    spine_pain_with_fragile_bone?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
    /** Has a doctor looked at this since it began or last grew worse (a very low weight, or a wish to lose weight while underweight), and what was said of training? */
    very_low_weight?: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null | {
      date?: string;
      cleared: "not_yet" | "worse_since" | "no" | "with_limits" | "yes" | null;
    };
  } | null;
  /** Has a doctor, surgeon or midwife who knows of the condition or operation agreed to strength training now? Yes only when it was asked about this training and for the person's present state. */
  medical_clearance?: "not_asked" | "no" | "with_limits" | "yes" | null;
  /** Does lying on the back make the person light-headed, sick or unwell? Ask, and watch during the first exercise on the back. */
  unwell_lying_on_back?: boolean | null;
  /** How many hours does the person sit or recline on a usual day, work, travel and evening together, sleep left out? Ask for a working day and a day off and take the daily mean of the week. The cut-offs for remembered hours and for a device differ, so do not mix them. */
  sedentary_hours?: number | string | null;
  /** How many hours of sitting or lying awake does a worn activity monitor show on a usual day? A thigh- or hip-worn monitor over at least four days, mean of waking time spent sitting or reclining. Never enter a remembered figure here. */
  sedentary_hours_device?: number | string | null;
  /** On a usual day, how many minutes is the longest stretch of sitting without getting up? Recall of yesterday, or the longest bout of an activity monitor. Standing up and walking a few steps ends a bout. */
  longest_sitting_bout?: number | string | null;
  /** How many minutes a week does the person move hard enough to breathe faster, in sport, travel and work together? Sum of the week in minutes; walking counts when it is brisk. Strength training counts for the time spent working. */
  moderate_activity_minutes?: number | string | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 60°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_60?: {
    /** What is the peak concentric torque of the left quadriceps at 60°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 60°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 90°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_90?: {
    /** What is the peak concentric torque of the left quadriceps at 90°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 90°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 120°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_120?: {
    /** What is the peak concentric torque of the left quadriceps at 120°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 120°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 180°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_180?: {
    /** What is the peak concentric torque of the left quadriceps at 180°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 180°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 240°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_240?: {
    /** What is the peak concentric torque of the left quadriceps at 240°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 240°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 300°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_torque_300?: {
    /** What is the peak concentric torque of the left quadriceps at 300°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right quadriceps at 300°/s? */
    right?: number | string | null;
  } | null;
  /** What is the concentric quadriceps torque at 60°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_60_best?: number | string | null;
  /** What is the concentric quadriceps torque at 90°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_90_best?: number | string | null;
  /** What is the concentric quadriceps torque at 120°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_120_best?: number | string | null;
  /** What is the concentric quadriceps torque at 180°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_180_best?: number | string | null;
  /** What is the concentric quadriceps torque at 240°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_240_best?: number | string | null;
  /** What is the concentric quadriceps torque at 300°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_torque_300_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_60_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 60°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 60°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_90_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 90°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 90°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_120_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 120°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 120°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_180_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 180°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 180°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_240_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 240°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 240°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_torque_300_share?: {
    /** What share of the stronger side does the left side reach in concentric quadriceps torque at 300°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric quadriceps torque at 300°/s? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 60°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_60_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 90°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_90_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 120°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_120_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 180°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_180_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 240°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_240_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric quadriceps torque at 300°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_torque_300_asymmetry?: number | string | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 30°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_eccentric_torque_30?: {
    /** What is the peak eccentric torque of the left quadriceps at 30°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right quadriceps at 30°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 60°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_eccentric_torque_60?: {
    /** What is the peak eccentric torque of the left quadriceps at 60°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right quadriceps at 60°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 90°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_eccentric_torque_90?: {
    /** What is the peak eccentric torque of the left quadriceps at 90°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right quadriceps at 90°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 120°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_eccentric_torque_120?: {
    /** What is the peak eccentric torque of the left quadriceps at 120°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right quadriceps at 120°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 180°/s, gravity-corrected, best of five repetitions after practice. */
  quadriceps_eccentric_torque_180?: {
    /** What is the peak eccentric torque of the left quadriceps at 180°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right quadriceps at 180°/s? */
    right?: number | string | null;
  } | null;
  /** What is the eccentric quadriceps torque at 30°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_eccentric_torque_30_best?: number | string | null;
  /** What is the eccentric quadriceps torque at 60°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_eccentric_torque_60_best?: number | string | null;
  /** What is the eccentric quadriceps torque at 90°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_eccentric_torque_90_best?: number | string | null;
  /** What is the eccentric quadriceps torque at 120°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_eccentric_torque_120_best?: number | string | null;
  /** What is the eccentric quadriceps torque at 180°/s of the stronger side? The larger of left and right, from the same session. */
  quadriceps_eccentric_torque_180_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_eccentric_torque_30_share?: {
    /** What share of the stronger side does the left side reach in eccentric quadriceps torque at 30°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric quadriceps torque at 30°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_eccentric_torque_60_share?: {
    /** What share of the stronger side does the left side reach in eccentric quadriceps torque at 60°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric quadriceps torque at 60°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_eccentric_torque_90_share?: {
    /** What share of the stronger side does the left side reach in eccentric quadriceps torque at 90°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric quadriceps torque at 90°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_eccentric_torque_120_share?: {
    /** What share of the stronger side does the left side reach in eccentric quadriceps torque at 120°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric quadriceps torque at 120°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  quadriceps_eccentric_torque_180_share?: {
    /** What share of the stronger side does the left side reach in eccentric quadriceps torque at 180°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric quadriceps torque at 180°/s? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in eccentric quadriceps torque at 30°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_eccentric_torque_30_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric quadriceps torque at 60°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_eccentric_torque_60_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric quadriceps torque at 90°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_eccentric_torque_90_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric quadriceps torque at 120°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_eccentric_torque_120_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric quadriceps torque at 180°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  quadriceps_eccentric_torque_180_asymmetry?: number | string | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 60°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_60?: {
    /** What is the peak concentric torque of the left hamstrings at 60°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 60°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 90°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_90?: {
    /** What is the peak concentric torque of the left hamstrings at 90°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 90°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 120°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_120?: {
    /** What is the peak concentric torque of the left hamstrings at 120°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 120°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 180°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_180?: {
    /** What is the peak concentric torque of the left hamstrings at 180°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 180°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 240°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_240?: {
    /** What is the peak concentric torque of the left hamstrings at 240°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 240°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, concentric, 300°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_torque_300?: {
    /** What is the peak concentric torque of the left hamstrings at 300°/s? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right hamstrings at 300°/s? */
    right?: number | string | null;
  } | null;
  /** What is the concentric hamstring torque at 60°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_60_best?: number | string | null;
  /** What is the concentric hamstring torque at 90°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_90_best?: number | string | null;
  /** What is the concentric hamstring torque at 120°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_120_best?: number | string | null;
  /** What is the concentric hamstring torque at 180°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_180_best?: number | string | null;
  /** What is the concentric hamstring torque at 240°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_240_best?: number | string | null;
  /** What is the concentric hamstring torque at 300°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_torque_300_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_60_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 60°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 60°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_90_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 90°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 90°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_120_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 120°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 120°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_180_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 180°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 180°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_240_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 240°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 240°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_torque_300_share?: {
    /** What share of the stronger side does the left side reach in concentric hamstring torque at 300°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in concentric hamstring torque at 300°/s? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 60°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_60_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 90°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_90_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 120°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_120_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 180°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_180_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 240°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_240_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in concentric hamstring torque at 300°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_torque_300_asymmetry?: number | string | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 30°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_eccentric_torque_30?: {
    /** What is the peak eccentric torque of the left hamstrings at 30°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right hamstrings at 30°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 60°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_eccentric_torque_60?: {
    /** What is the peak eccentric torque of the left hamstrings at 60°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right hamstrings at 60°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 90°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_eccentric_torque_90?: {
    /** What is the peak eccentric torque of the left hamstrings at 90°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right hamstrings at 90°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 120°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_eccentric_torque_120?: {
    /** What is the peak eccentric torque of the left hamstrings at 120°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right hamstrings at 120°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, seated, hip at about 85°, eccentric, 180°/s, gravity-corrected, best of five repetitions after practice. */
  hamstring_eccentric_torque_180?: {
    /** What is the peak eccentric torque of the left hamstrings at 180°/s? */
    left?: number | string | null;
    /** What is the peak eccentric torque of the right hamstrings at 180°/s? */
    right?: number | string | null;
  } | null;
  /** What is the eccentric hamstring torque at 30°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_eccentric_torque_30_best?: number | string | null;
  /** What is the eccentric hamstring torque at 60°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_eccentric_torque_60_best?: number | string | null;
  /** What is the eccentric hamstring torque at 90°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_eccentric_torque_90_best?: number | string | null;
  /** What is the eccentric hamstring torque at 120°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_eccentric_torque_120_best?: number | string | null;
  /** What is the eccentric hamstring torque at 180°/s of the stronger side? The larger of left and right, from the same session. */
  hamstring_eccentric_torque_180_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_eccentric_torque_30_share?: {
    /** What share of the stronger side does the left side reach in eccentric hamstring torque at 30°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric hamstring torque at 30°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_eccentric_torque_60_share?: {
    /** What share of the stronger side does the left side reach in eccentric hamstring torque at 60°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric hamstring torque at 60°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_eccentric_torque_90_share?: {
    /** What share of the stronger side does the left side reach in eccentric hamstring torque at 90°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric hamstring torque at 90°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_eccentric_torque_120_share?: {
    /** What share of the stronger side does the left side reach in eccentric hamstring torque at 120°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric hamstring torque at 120°/s? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hamstring_eccentric_torque_180_share?: {
    /** What share of the stronger side does the left side reach in eccentric hamstring torque at 180°/s? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in eccentric hamstring torque at 180°/s? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in eccentric hamstring torque at 30°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_eccentric_torque_30_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric hamstring torque at 60°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_eccentric_torque_60_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric hamstring torque at 90°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_eccentric_torque_90_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric hamstring torque at 120°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_eccentric_torque_120_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in eccentric hamstring torque at 180°/s? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hamstring_eccentric_torque_180_asymmetry?: number | string | null;
  /** Peak concentric quadriceps torque at 60°/s divided by body mass. */
  quadriceps_torque_60_per_kg?: {
    /** What is the concentric quadriceps torque at 60°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 60°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric quadriceps torque at 90°/s divided by body mass. */
  quadriceps_torque_90_per_kg?: {
    /** What is the concentric quadriceps torque at 90°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 90°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric quadriceps torque at 120°/s divided by body mass. */
  quadriceps_torque_120_per_kg?: {
    /** What is the concentric quadriceps torque at 120°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 120°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric quadriceps torque at 180°/s divided by body mass. */
  quadriceps_torque_180_per_kg?: {
    /** What is the concentric quadriceps torque at 180°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 180°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric quadriceps torque at 240°/s divided by body mass. */
  quadriceps_torque_240_per_kg?: {
    /** What is the concentric quadriceps torque at 240°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 240°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric quadriceps torque at 300°/s divided by body mass. */
  quadriceps_torque_300_per_kg?: {
    /** What is the concentric quadriceps torque at 300°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric quadriceps torque at 300°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 60°/s divided by body mass. */
  hamstring_torque_60_per_kg?: {
    /** What is the concentric hamstring torque at 60°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 60°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 90°/s divided by body mass. */
  hamstring_torque_90_per_kg?: {
    /** What is the concentric hamstring torque at 90°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 90°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 120°/s divided by body mass. */
  hamstring_torque_120_per_kg?: {
    /** What is the concentric hamstring torque at 120°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 120°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 180°/s divided by body mass. */
  hamstring_torque_180_per_kg?: {
    /** What is the concentric hamstring torque at 180°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 180°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 240°/s divided by body mass. */
  hamstring_torque_240_per_kg?: {
    /** What is the concentric hamstring torque at 240°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 240°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque at 300°/s divided by body mass. */
  hamstring_torque_300_per_kg?: {
    /** What is the concentric hamstring torque at 300°/s per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring torque at 300°/s per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 60°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_60?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 60°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 60°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 90°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_90?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 90°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 90°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 120°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_120?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 120°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 120°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 180°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_180?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 180°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 180°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 240°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_240?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 240°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 240°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak concentric hamstring torque divided by peak concentric quadriceps torque, both at 300°/s on the same isokinetic dynamometer. Not from gym machines, and not from another speed. */
  hq_conventional_300?: {
    /** What is the concentric hamstring-to-quadriceps ratio at 300°/s on the left? */
    left?: number | string | null;
    /** What is the concentric hamstring-to-quadriceps ratio at 300°/s on the right? */
    right?: number | string | null;
  } | null;
  /** By how many per cent does the ratio at 60°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_60_asymmetry?: number | string | null;
  /** By how many per cent does the ratio at 90°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_90_asymmetry?: number | string | null;
  /** By how many per cent does the ratio at 120°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_120_asymmetry?: number | string | null;
  /** By how many per cent does the ratio at 180°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_180_asymmetry?: number | string | null;
  /** By how many per cent does the ratio at 240°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_240_asymmetry?: number | string | null;
  /** By how many per cent does the ratio at 300°/s differ between the knees? 100 times the difference of the two ratios divided by the larger. */
  hq_conventional_300_asymmetry?: number | string | null;
  /** Peak eccentric hamstring torque at 60°/s divided by peak concentric quadriceps torque at 60°/s, same dynamometer, same session. */
  hq_functional_60?: {
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 60°/s on the left? */
    left?: number | string | null;
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 60°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak eccentric hamstring torque at 120°/s divided by peak concentric quadriceps torque at 120°/s, same dynamometer, same session. */
  hq_functional_120?: {
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 120°/s on the left? */
    left?: number | string | null;
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 120°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak eccentric hamstring torque at 180°/s divided by peak concentric quadriceps torque at 180°/s, same dynamometer, same session. */
  hq_functional_180?: {
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 180°/s on the left? */
    left?: number | string | null;
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 180°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak eccentric hamstring torque at 240°/s divided by peak concentric quadriceps torque at 240°/s, as the laboratory reports it. */
  hq_functional_240?: {
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 240°/s on the left? */
    left?: number | string | null;
    /** What is the ratio of eccentric hamstring to concentric quadriceps torque at 240°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Peak eccentric hamstring torque at 30°/s divided by peak concentric quadriceps torque at 240°/s, same dynamometer, same session. */
  hq_mixed_30_240?: {
    /** What is the ratio of eccentric hamstring torque at 30°/s to concentric quadriceps torque at 240°/s on the left? */
    left?: number | string | null;
    /** What is the ratio of eccentric hamstring torque at 30°/s to concentric quadriceps torque at 240°/s on the right? */
    right?: number | string | null;
  } | null;
  /** Isometric knee-flexion torque divided by isometric knee-extension torque, as the laboratory reports it, with the angle noted. */
  hq_isometric?: {
    /** What is the isometric hamstring-to-quadriceps ratio on the left? */
    left?: number | string | null;
    /** What is the isometric hamstring-to-quadriceps ratio on the right? */
    right?: number | string | null;
  } | null;
  /** Dynamometer fixed to chair or wall, knee at about 60° to 90°, best of three; force times the distance from knee to pad. */
  knee_extension_torque_isometric?: {
    /** What isometric torque does the left knee reach in extension? */
    left?: number | string | null;
    /** What isometric torque does the right knee reach in extension? */
    right?: number | string | null;
  } | null;
  /** What is the isometric knee-extension torque of the stronger side? The larger of left and right, from the same session. */
  knee_extension_torque_isometric_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  knee_extension_torque_isometric_share?: {
    /** What share of the stronger side does the left side reach in isometric knee-extension torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric knee-extension torque? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in isometric knee-extension torque? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  knee_extension_torque_isometric_asymmetry?: number | string | null;
  /** Isometric torque divided by body mass, knee in the middle of its range (about 60° to 90°). */
  knee_extension_torque_isometric_per_kg?: {
    /** What is the isometric knee-extension torque per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the isometric knee-extension torque per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Hand-held or fixed gauge just above the ankle, seated, knee at 90°, best of three, same place on both sides. */
  knee_extension_force?: {
    /** What isometric force does the left knee reach in extension? */
    left?: number | string | null;
    /** What isometric force does the right knee reach in extension? */
    right?: number | string | null;
  } | null;
  /** What is the knee-extension force of the stronger side? The larger of left and right, from the same session. */
  knee_extension_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  knee_extension_force_share?: {
    /** What share of the stronger side does the left side reach in knee-extension force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in knee-extension force? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in knee-extension force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  knee_extension_force_asymmetry?: number | string | null;
  /** Dynamometer fixed to chair or wall, knee at about 60° to 90°, best of three; force times the distance from knee to pad. */
  knee_flexion_torque_isometric?: {
    /** What isometric torque does the left knee reach in flexion? */
    left?: number | string | null;
    /** What isometric torque does the right knee reach in flexion? */
    right?: number | string | null;
  } | null;
  /** What is the isometric knee-flexion torque of the stronger side? The larger of left and right, from the same session. */
  knee_flexion_torque_isometric_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  knee_flexion_torque_isometric_share?: {
    /** What share of the stronger side does the left side reach in isometric knee-flexion torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric knee-flexion torque? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in isometric knee-flexion torque? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  knee_flexion_torque_isometric_asymmetry?: number | string | null;
  /** Isometric torque divided by body mass, knee in the middle of its range (about 60° to 90°). */
  knee_flexion_torque_isometric_per_kg?: {
    /** What is the isometric knee-flexion torque per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the isometric knee-flexion torque per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Hand-held or fixed gauge just above the ankle, seated, knee at 90°, best of three, same place on both sides. */
  knee_flexion_force?: {
    /** What isometric force does the left knee reach in flexion? */
    left?: number | string | null;
    /** What isometric force does the right knee reach in flexion? */
    right?: number | string | null;
  } | null;
  /** What is the knee-flexion force of the stronger side? The larger of left and right, from the same session. */
  knee_flexion_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  knee_flexion_force_share?: {
    /** What share of the stronger side does the left side reach in knee-flexion force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in knee-flexion force? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in knee-flexion force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  knee_flexion_force_asymmetry?: number | string | null;
  /** Standard deviation of the repetitions' peak torques divided by their mean, as printed by the dynamometer; the larger of the two muscles. */
  isokinetic_cv?: {
    /** What coefficient of variation does the dynamometer report for the left knee? */
    left?: number | string | null;
    /** What coefficient of variation does the dynamometer report for the right knee? */
    right?: number | string | null;
  } | null;
  /** Was the weight of the leg corrected for (gravity correction) in the knee strength test? Stands on the printout. Without it the hamstrings, helped by gravity, read too strong and the quadriceps too weak. */
  isokinetic_gravity_corrected?: boolean | null;
  /** Repetitions at the speed in question, practice left out. */
  isokinetic_repetitions?: {
    /** How many maximal repetitions were counted in the knee test on the left? */
    left?: number | string | null;
    /** How many maximal repetitions were counted in the knee test on the right? */
    right?: number | string | null;
  } | null;
  /** On what device was the knee strength measured? Only an isokinetic dynamometer may fill the attributes that name a speed. */
  knee_strength_device?: "isokinetic" | "handheld" | "gym_machine" | "not_tested" | null;
  /** Nordic device with ankle hooks, slow lowering, best of three, force of each leg in newtons. Not interchangeable with isokinetic torque; heavier people score higher. */
  nordic_force?: {
    /** What peak force does the left leg reach in the Nordic hamstring test? */
    left?: number | string | null;
    /** What peak force does the right leg reach in the Nordic hamstring test? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in Nordic hamstring force? 100 times the difference divided by the stronger side. */
  nordic_asymmetry?: number | string | null;
  /** What is the Nordic hamstring force of the stronger side? The larger of left and right, from the same session. */
  nordic_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  nordic_share?: {
    /** What share of the stronger side does the left side reach in the Nordic hamstring test? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in the Nordic hamstring test? */
    right?: number | string | null;
  } | null;
  /** Force of the leg divided by body mass. */
  nordic_force_per_kg?: {
    /** What is the Nordic hamstring force per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the Nordic hamstring force per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Lying, heel on a box 60 cm high, knee bent about 20°, arms crossed, full hip extension each time, to failure of form. A test of endurance, not of top strength. */
  single_leg_bridge_reps?: {
    /** How many single-leg hamstring bridges can the left leg do? */
    left?: number | string | null;
    /** How many single-leg hamstring bridges can the right leg do? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, isometric, hip neutral (for extension prone with the knee bent to 90°), at the same place on both sides and for opposite directions, one leg at a time, best of three. */
  hip_extension_force?: {
    /** What force does the left hip reach in extension? */
    left?: number | string | null;
    /** What force does the right hip reach in extension? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, isometric, hip neutral (for extension prone with the knee bent to 90°), at the same place on both sides and for opposite directions, one leg at a time, best of three. */
  hip_abduction_force?: {
    /** What force does the left hip reach in abduction? */
    left?: number | string | null;
    /** What force does the right hip reach in abduction? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, isometric, hip neutral (for extension prone with the knee bent to 90°), at the same place on both sides and for opposite directions, one leg at a time, best of three. */
  hip_adduction_force?: {
    /** What force does the left hip reach in adduction? */
    left?: number | string | null;
    /** What force does the right hip reach in adduction? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, isometric, hip neutral (for extension prone with the knee bent to 90°), at the same place on both sides and for opposite directions, one leg at a time, best of three. */
  hip_flexion_force?: {
    /** What force does the left hip reach in flexion? */
    left?: number | string | null;
    /** What force does the right hip reach in flexion? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer above the ankle, hip at 0° or 90° and noted, isometric, best of three, same place on both sides. */
  hip_external_rotation_force?: {
    /** What force does the left hip reach in external rotation? */
    left?: number | string | null;
    /** What force does the right hip reach in external rotation? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer above the ankle, hip at 0° or 90° and noted, isometric, best of three, same place on both sides. */
  hip_internal_rotation_force?: {
    /** What force does the left hip reach in internal rotation? */
    left?: number | string | null;
    /** What force does the right hip reach in internal rotation? */
    right?: number | string | null;
  } | null;
  /** What is the hip-extension force of the stronger side? The larger of left and right, from the same session. */
  hip_extension_force_best?: number | string | null;
  /** What is the hip-abduction force of the stronger side? The larger of left and right, from the same session. */
  hip_abduction_force_best?: number | string | null;
  /** What is the hip-adduction force of the stronger side? The larger of left and right, from the same session. */
  hip_adduction_force_best?: number | string | null;
  /** What is the hip-flexion force of the stronger side? The larger of left and right, from the same session. */
  hip_flexion_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_extension_share?: {
    /** What share of the stronger side does the left side reach in hip-extension force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip-extension force? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_abduction_share?: {
    /** What share of the stronger side does the left side reach in hip-abduction force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip-abduction force? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_adduction_share?: {
    /** What share of the stronger side does the left side reach in hip-adduction force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip-adduction force? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_flexion_share?: {
    /** What share of the stronger side does the left side reach in hip-flexion force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip-flexion force? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in hip-extension force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_extension_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in hip-abduction force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_abduction_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in hip-adduction force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_adduction_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in hip-flexion force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_flexion_asymmetry?: number | string | null;
  /** What is the hip external-rotation force of the stronger side? The larger of left and right, from the same session. */
  hip_external_rotation_force_best?: number | string | null;
  /** What is the hip internal-rotation force of the stronger side? The larger of left and right, from the same session. */
  hip_internal_rotation_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_external_rotation_share?: {
    /** What share of the stronger side does the left side reach in hip external-rotation force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip external-rotation force? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  hip_internal_rotation_share?: {
    /** What share of the stronger side does the left side reach in hip internal-rotation force? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in hip internal-rotation force? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in hip external-rotation force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_external_rotation_asymmetry?: number | string | null;
  /** By how many per cent do left and right differ in hip internal-rotation force? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  hip_internal_rotation_asymmetry?: number | string | null;
  /** Hand-held or fixed dynamometer, force times the distance from the hip joint to the gauge, divided by body mass. */
  hip_extension_torque_per_kg?: {
    /** What isometric hip-extension torque per kilogram of body mass does the left side reach? */
    left?: number | string | null;
    /** What isometric hip-extension torque per kilogram of body mass does the right side reach? */
    right?: number | string | null;
  } | null;
  /** Hand-held or fixed dynamometer, force times the distance from the hip joint to the gauge, divided by body mass. */
  hip_abduction_torque_per_kg?: {
    /** What isometric hip-abduction torque per kilogram of body mass does the left side reach? */
    left?: number | string | null;
    /** What isometric hip-abduction torque per kilogram of body mass does the right side reach? */
    right?: number | string | null;
  } | null;
  /** Hand-held or fixed dynamometer, force times the distance from the hip joint to the gauge, divided by body mass. */
  hip_adduction_torque_per_kg?: {
    /** What isometric hip-adduction torque per kilogram of body mass does the left side reach? */
    left?: number | string | null;
    /** What isometric hip-adduction torque per kilogram of body mass does the right side reach? */
    right?: number | string | null;
  } | null;
  /** Hand-held or fixed dynamometer, force times the distance from the hip joint to the gauge, divided by body mass. */
  hip_flexion_torque_per_kg?: {
    /** What isometric hip-flexion torque per kilogram of body mass does the left side reach? */
    left?: number | string | null;
    /** What isometric hip-flexion torque per kilogram of body mass does the right side reach? */
    right?: number | string | null;
  } | null;
  /** What is the isometric hip-extension torque for body mass of the stronger side? The larger of left and right, from the same session. */
  hip_extension_torque_per_kg_best?: number | string | null;
  /** What is the isometric hip-abduction torque for body mass of the stronger side? The larger of left and right, from the same session. */
  hip_abduction_torque_per_kg_best?: number | string | null;
  /** What is the isometric hip-adduction torque for body mass of the stronger side? The larger of left and right, from the same session. */
  hip_adduction_torque_per_kg_best?: number | string | null;
  /** What is the isometric hip-flexion torque for body mass of the stronger side? The larger of left and right, from the same session. */
  hip_flexion_torque_per_kg_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  hip_extension_torque_share?: {
    /** What share of the stronger side does the left side reach in isometric hip-extension torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric hip-extension torque? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  hip_abduction_torque_share?: {
    /** What share of the stronger side does the left side reach in isometric hip-abduction torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric hip-abduction torque? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  hip_adduction_torque_share?: {
    /** What share of the stronger side does the left side reach in isometric hip-adduction torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric hip-adduction torque? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  hip_flexion_torque_share?: {
    /** What share of the stronger side does the left side reach in isometric hip-flexion torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in isometric hip-flexion torque? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, hip neutral, same lever for both directions. Readings rise steeply when the hip is held apart, so other positions do not count. */
  adductor_abductor_handheld?: {
    /** What is the ratio of hip-adduction to hip-abduction force on the left, hand-held and with the hip neutral? */
    left?: number | string | null;
    /** What is the ratio of hip-adduction to hip-abduction force on the right, hand-held and with the hip neutral? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, as reported by the laboratory. A different scale from the hand-held ratio. */
  adductor_abductor_isokinetic?: {
    /** What is the isokinetic ratio of hip-adductor to hip-abductor torque on the left? */
    left?: number | string | null;
    /** What is the isokinetic ratio of hip-adductor to hip-abductor torque on the right? */
    right?: number | string | null;
  } | null;
  /** What force is reached in the adductor squeeze? Gauge between the knees or ankles, both legs at once, isometric, best of three; keep the position the same from test to test. */
  adductor_squeeze_force?: number | string | null;
  /** What is the adductor squeeze force per kilogram of body mass? Squeeze force divided by body mass. */
  adductor_squeeze_per_kg?: number | string | null;
  /** Hand-held dynamometer, side-lying, break test, force times the distance from the hip joint to the gauge. */
  hip_adduction_eccentric_torque?: {
    /** What eccentric torque do the left adductors reach? */
    left?: number | string | null;
    /** What eccentric torque do the right adductors reach? */
    right?: number | string | null;
  } | null;
  /** Eccentric adduction torque divided by body mass. */
  hip_adduction_eccentric_per_kg?: {
    /** What is the eccentric hip-adduction torque per kilogram of body mass on the left? */
    left?: number | string | null;
    /** What is the eccentric hip-adduction torque per kilogram of body mass on the right? */
    right?: number | string | null;
  } | null;
  /** Resisted adduction, one leg at a time, judged weak or not by the examiner. */
  adductors_weak_on_clinical_test?: {
    /** Did an examiner find the left adductors weak against the hand? */
    left?: boolean | null;
    /** Did an examiner find the right adductors weak against the hand? */
    right?: boolean | null;
  } | null;
  /** Trendelenburg sign: stand on one leg for 30 seconds, watch the level of the pelvis from behind. The side named is the standing leg. */
  trendelenburg?: {
    /** Standing on the left leg, does the other side of the pelvis drop? */
    left?: boolean | null;
    /** Standing on the right leg, does the other side of the pelvis drop? */
    right?: boolean | null;
  } | null;
  /** Chair about 45 cm high, one try with control after practice. Leave it out where the knee hurts. */
  rises_from_chair_on_one_leg?: {
    /** Can the person rise from a chair on the left leg alone, arms crossed? */
    left?: boolean | null;
    /** Can the person rise from a chair on the right leg alone, arms crossed? */
    right?: boolean | null;
  } | null;
  /** Knee straight, full height each time, one raise in two seconds by metronome, fingertips on the wall for balance, to failure of height or pace. Cueing changes the count: keep it the same. */
  heel_raise_reps?: {
    /** How many single-leg heel raises can the left leg do? */
    left?: number | string | null;
    /** How many single-leg heel raises can the right leg do? */
    right?: number | string | null;
  } | null;
  /** How many single-leg heel raises can the better side do? The larger of left and right. */
  heel_raise_most?: number | string | null;
  /** How many single-leg heel raises can the weaker side do? The smaller of left and right. */
  heel_raise_least?: number | string | null;
  /** By how many repetitions do left and right differ in single-leg heel raises? Better side minus weaker side. */
  heel_raise_gap?: number | string | null;
  /** Dynamometer, isometric or at one noted slow speed, knee position noted, same on both sides. */
  plantarflexion_torque?: {
    /** What peak torque does the left calf reach? */
    left?: number | string | null;
    /** What peak torque does the right calf reach? */
    right?: number | string | null;
  } | null;
  /** What is the calf torque of the stronger side? The larger of left and right, from the same session. */
  plantarflexion_torque_best?: number | string | null;
  /** 100 times this side divided by the stronger side: the stronger side reads 100 %. The other side is no proof of full strength, for both sides lose strength after an injury. */
  plantarflexion_torque_share?: {
    /** What share of the stronger side does the left side reach in calf torque? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach in calf torque? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do left and right differ in calf torque? 100 times the difference divided by the stronger side; one formula for all differences between sides. */
  plantarflexion_torque_asymmetry?: number | string | null;
  /** 100 times this leg's count divided by that of the better leg. */
  heel_raise_share?: {
    /** What share of the better side does the left leg reach in single-leg heel raises? */
    left?: number | string | null;
    /** What share of the better side does the right leg reach in single-leg heel raises? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  hip_extension_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (hip extension)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (hip extension)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  hip_abduction_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (hip abduction)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (hip abduction)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  hip_flexion_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (hip flexion)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (hip flexion)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  knee_extension_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (knee extension)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (knee extension)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  knee_flexion_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (knee flexion)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (knee flexion)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test in the usual position: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. The calf earns 5 for 20 or more heel raises on one leg. */
  plantarflexion_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left side against the examiner's hand (calf)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right side against the examiner's hand (calf)? */
    right?: number | string | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_quadriceps?: {
    /** Did an examiner judge the left side weak, without a number (quadriceps)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (quadriceps)? */
    right?: boolean | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_hamstrings?: {
    /** Did an examiner judge the left side weak, without a number (hamstrings)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (hamstrings)? */
    right?: boolean | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_gluteus_maximus?: {
    /** Did an examiner judge the left side weak, without a number (gluteus maximus)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (gluteus maximus)? */
    right?: boolean | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_hip_abductors?: {
    /** Did an examiner judge the left side weak, without a number (hip abductors)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (hip abductors)? */
    right?: boolean | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_hip_flexors?: {
    /** Did an examiner judge the left side weak, without a number (hip flexors)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (hip flexors)? */
    right?: boolean | null;
  } | null;
  /** Resisted by hand, compared with the other side and judged weak or not. A grade or a force says more. */
  judged_weak_calf?: {
    /** Did an examiner judge the left side weak, without a number (calf)? */
    left?: boolean | null;
    /** Did an examiner judge the right side weak, without a number (calf)? */
    right?: boolean | null;
  } | null;
  /** Felt at the end of a stretch and judged tight or not. An angle says more. */
  judged_tight_hamstrings?: {
    /** Did an examiner judge the left side tight, without a number (hamstrings)? */
    left?: boolean | null;
    /** Did an examiner judge the right side tight, without a number (hamstrings)? */
    right?: boolean | null;
  } | null;
  /** Felt at the end of a stretch and judged tight or not. An angle says more. */
  judged_tight_hip_flexors?: {
    /** Did an examiner judge the left side tight, without a number (hip flexors)? */
    left?: boolean | null;
    /** Did an examiner judge the right side tight, without a number (hip flexors)? */
    right?: boolean | null;
  } | null;
  /** Felt at the end of a stretch and judged tight or not. An angle says more. */
  judged_tight_calf?: {
    /** Did an examiner judge the left side tight, without a number (calf)? */
    left?: boolean | null;
    /** Did an examiner judge the right side tight, without a number (calf)? */
    right?: boolean | null;
  } | null;
  /** Tape at a noted distance (10 or 15 cm) above the kneecap, standing, same height on both sides. */
  thigh_girth?: {
    /** What is the girth of the left thigh? */
    left?: number | string | null;
    /** What is the girth of the right thigh? */
    right?: number | string | null;
  } | null;
  /** Five step-downs from 20 cm, seen from the front: one point each for arms, trunk, pelvis, unsteady stance, and one or two for the knee that falls in. 0 to 1 good, 2 to 3 medium, 4 and more poor. */
  step_down_score?: {
    /** What is the score of the lateral step-down on the left leg, 0 (good) to 6 (poor)? */
    left?: number | string | null;
    /** What is the score of the lateral step-down on the right leg, 0 (good) to 6 (poor)? */
    right?: number | string | null;
  } | null;
  /** Step of about 20 cm, slow, one leg; positive when the known pain comes. */
  step_down_hurts?: {
    /** Does a step-down on the left leg bring on the pain the person knows? */
    left?: boolean | null;
    /** Does a step-down on the right leg bring on the pain the person knows? */
    right?: boolean | null;
  } | null;
  /** As the examiner recorded it; positive when it brings on the pain the person knows. */
  provocation_test?: {
    /** Was this test positive: left hip bent and turned inwards? */
    left_hip_flexion_rotation?: boolean | null;
    /** Was this test positive: right hip bent and turned inwards? */
    right_hip_flexion_rotation?: boolean | null;
    /** Was this test positive: straight-leg raise, left? */
    left_straight_leg_raise?: boolean | null;
    /** Was this test positive: straight-leg raise, right? */
    right_straight_leg_raise?: boolean | null;
    /** Was this test positive: left shoulder raised and turned inwards? */
    left_shoulder_impingement?: boolean | null;
    /** Was this test positive: right shoulder raised and turned inwards? */
    right_shoulder_impingement?: boolean | null;
    /** Was this test positive: squat on a slope, left leg? */
    left_decline_squat?: boolean | null;
    /** Was this test positive: squat on a slope, right leg? */
    right_decline_squat?: boolean | null;
    /** Was this test positive: standing on the left leg for half a minute? */
    left_single_leg_stance?: boolean | null;
    /** Was this test positive: standing on the right leg for half a minute? */
    right_single_leg_stance?: boolean | null;
    /** Was this test positive: bent-knee stretch of the left hamstring? */
    left_hamstring_stretch?: boolean | null;
    /** Was this test positive: bent-knee stretch of the right hamstring? */
    right_hamstring_stretch?: boolean | null;
    others?: "none";
  } | null | "none" | ("left_hip_flexion_rotation" | "right_hip_flexion_rotation" | "left_straight_leg_raise" | "right_straight_leg_raise" | "left_shoulder_impingement" | "right_shoulder_impingement" | "left_decline_squat" | "right_decline_squat" | "left_single_leg_stance" | "right_single_leg_stance" | "left_hamstring_stretch" | "right_hamstring_stretch")[];
  /** Hand-held dynamometer, five-second push, best of three, same arm position and device for both directions and both sides. Rotation just above the wrist with the elbow bent to 90°, abduction and flexion with the arm raised to 90°. */
  shoulder_er_force_isometric?: {
    /** How much force does the left shoulder give (isometric external rotation)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (isometric external rotation)? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, five-second push, best of three, same arm position and device for both directions and both sides. Rotation just above the wrist with the elbow bent to 90°, abduction and flexion with the arm raised to 90°. */
  shoulder_ir_force_isometric?: {
    /** How much force does the left shoulder give (isometric internal rotation)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (isometric internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, five-second push, best of three, same arm position and device for both directions and both sides. Rotation just above the wrist with the elbow bent to 90°, abduction and flexion with the arm raised to 90°. */
  shoulder_abduction_force_isometric?: {
    /** How much force does the left shoulder give (isometric abduction)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (isometric abduction)? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, five-second push, best of three, same arm position and device for both directions and both sides. Rotation just above the wrist with the elbow bent to 90°, abduction and flexion with the arm raised to 90°. */
  shoulder_flexion_force_isometric?: {
    /** How much force does the left shoulder give (isometric flexion)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (isometric flexion)? */
    right?: number | string | null;
  } | null;
  /** What is the force of the stronger side (isometric external rotation)? The larger of left and right, from the same session. */
  shoulder_er_force_isometric_best?: number | string | null;
  /** What is the force of the stronger side (isometric internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_force_isometric_best?: number | string | null;
  /** What is the force of the stronger side (isometric abduction)? The larger of left and right, from the same session. */
  shoulder_abduction_force_isometric_best?: number | string | null;
  /** What is the force of the stronger side (isometric flexion)? The larger of left and right, from the same session. */
  shoulder_flexion_force_isometric_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_share?: {
    /** What share of the stronger side does the left side reach (isometric external rotation)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (isometric external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_share?: {
    /** What share of the stronger side does the left side reach (isometric internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (isometric internal rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_abduction_share?: {
    /** What share of the stronger side does the left side reach (isometric abduction)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (isometric abduction)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_flexion_share?: {
    /** What share of the stronger side does the left side reach (isometric flexion)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (isometric flexion)? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do the shoulders differ (isometric external rotation)? Difference divided by the stronger side, times 100. */
  shoulder_er_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (isometric internal rotation)? Difference divided by the stronger side, times 100. */
  shoulder_ir_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (isometric abduction)? Difference divided by the stronger side, times 100. */
  shoulder_abduction_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (isometric flexion)? Difference divided by the stronger side, times 100. */
  shoulder_flexion_asymmetry?: number | string | null;
  /** Athletic shoulder test: prone, arm straight, pushing down on a force plate with the arm at 180° (I), 135° (Y) or 90° (T); best of three. */
  shoulder_long_lever_i?: {
    /** How much force does the left shoulder give (long lever, I position)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (long lever, I position)? */
    right?: number | string | null;
  } | null;
  /** Athletic shoulder test: prone, arm straight, pushing down on a force plate with the arm at 180° (I), 135° (Y) or 90° (T); best of three. */
  shoulder_long_lever_y?: {
    /** How much force does the left shoulder give (long lever, Y position)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (long lever, Y position)? */
    right?: number | string | null;
  } | null;
  /** Athletic shoulder test: prone, arm straight, pushing down on a force plate with the arm at 180° (I), 135° (Y) or 90° (T); best of three. */
  shoulder_long_lever_t?: {
    /** How much force does the left shoulder give (long lever, T position)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (long lever, T position)? */
    right?: number | string | null;
  } | null;
  /** What is the force of the stronger side (long lever, I position)? The larger of left and right, from the same session. */
  shoulder_long_lever_i_best?: number | string | null;
  /** What is the force of the stronger side (long lever, Y position)? The larger of left and right, from the same session. */
  shoulder_long_lever_y_best?: number | string | null;
  /** What is the force of the stronger side (long lever, T position)? The larger of left and right, from the same session. */
  shoulder_long_lever_t_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_long_lever_i_share?: {
    /** What share of the stronger side does the left side reach (long lever, I position)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (long lever, I position)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_long_lever_y_share?: {
    /** What share of the stronger side does the left side reach (long lever, Y position)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (long lever, Y position)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_long_lever_t_share?: {
    /** What share of the stronger side does the left side reach (long lever, T position)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (long lever, T position)? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do the shoulders differ (long lever, I position)? Difference divided by the stronger side, times 100. */
  shoulder_long_lever_i_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (long lever, Y position)? Difference divided by the stronger side, times 100. */
  shoulder_long_lever_y_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (long lever, T position)? Difference divided by the stronger side, times 100. */
  shoulder_long_lever_t_asymmetry?: number | string | null;
  /** Hand-held dynamometer, prone, arm in line with the muscle, best of three, same place on both sides. */
  trapezius_lower_force?: {
    /** How much force does the left shoulder give (lower trapezius)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (lower trapezius)? */
    right?: number | string | null;
  } | null;
  /** Hand-held dynamometer, prone, arm in line with the muscle, best of three, same place on both sides. */
  trapezius_middle_force?: {
    /** How much force does the left shoulder give (middle trapezius)? */
    left?: number | string | null;
    /** How much force does the right shoulder give (middle trapezius)? */
    right?: number | string | null;
  } | null;
  /** What is the force of the stronger side (lower trapezius)? The larger of left and right, from the same session. */
  trapezius_lower_force_best?: number | string | null;
  /** What is the force of the stronger side (middle trapezius)? The larger of left and right, from the same session. */
  trapezius_middle_force_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  trapezius_lower_share?: {
    /** What share of the stronger side does the left side reach (lower trapezius)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (lower trapezius)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  trapezius_middle_share?: {
    /** What share of the stronger side does the left side reach (middle trapezius)? */
    left?: number | string | null;
    /** What share of the stronger side does the right side reach (middle trapezius)? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do the shoulders differ (lower trapezius)? Difference divided by the stronger side, times 100. */
  trapezius_lower_asymmetry?: number | string | null;
  /** By how many per cent do the shoulders differ (middle trapezius)? Difference divided by the stronger side, times 100. */
  trapezius_middle_asymmetry?: number | string | null;
  /** External rotation force divided by internal rotation force, hand-held dynamometer, same position. */
  shoulder_er_ir_isometric?: {
    /** What is the isometric external-to-internal rotation ratio of the left shoulder? */
    left?: number | string | null;
    /** What is the isometric external-to-internal rotation ratio of the right shoulder? */
    right?: number | string | null;
  } | null;
  /** Elbow at the side and bent to 90°, three seconds of rising resistance by hand; compare with the other side. */
  resisted_external_rotation?: {
    /** When you push the left forearm outwards against a helper's hand, elbow at your side, does it hold? */
    left?: "strong" | "weak" | "painful" | null;
    /** When you push the right forearm outwards against a helper's hand, elbow at your side, does it hold? */
    right?: "strong" | "weak" | "painful" | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 60°/s, best of five, same position for both directions. */
  shoulder_er_torque_concentric_60?: {
    /** What is the peak concentric torque of the left shoulder at 60°/s (external rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 60°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 90°/s, best of five, same position for both directions. */
  shoulder_er_torque_concentric_90?: {
    /** What is the peak concentric torque of the left shoulder at 90°/s (external rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 90°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 120°/s, best of five, same position for both directions. */
  shoulder_er_torque_concentric_120?: {
    /** What is the peak concentric torque of the left shoulder at 120°/s (external rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 120°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 180°/s, best of five, same position for both directions. */
  shoulder_er_torque_concentric_180?: {
    /** What is the peak concentric torque of the left shoulder at 180°/s (external rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 180°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 240°/s, best of five, same position for both directions. */
  shoulder_er_torque_concentric_240?: {
    /** What is the peak concentric torque of the left shoulder at 240°/s (external rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 240°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 60°/s, best of five, same position for both directions. */
  shoulder_ir_torque_concentric_60?: {
    /** What is the peak concentric torque of the left shoulder at 60°/s (internal rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 60°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 90°/s, best of five, same position for both directions. */
  shoulder_ir_torque_concentric_90?: {
    /** What is the peak concentric torque of the left shoulder at 90°/s (internal rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 90°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 120°/s, best of five, same position for both directions. */
  shoulder_ir_torque_concentric_120?: {
    /** What is the peak concentric torque of the left shoulder at 120°/s (internal rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 120°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 180°/s, best of five, same position for both directions. */
  shoulder_ir_torque_concentric_180?: {
    /** What is the peak concentric torque of the left shoulder at 180°/s (internal rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 180°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, 240°/s, best of five, same position for both directions. */
  shoulder_ir_torque_concentric_240?: {
    /** What is the peak concentric torque of the left shoulder at 240°/s (internal rotation)? */
    left?: number | string | null;
    /** What is the peak concentric torque of the right shoulder at 240°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** What is the peak concentric torque of the stronger shoulder at 60°/s (external rotation)? The larger of left and right, from the same session. */
  shoulder_er_torque_concentric_60_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 90°/s (external rotation)? The larger of left and right, from the same session. */
  shoulder_er_torque_concentric_90_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 120°/s (external rotation)? The larger of left and right, from the same session. */
  shoulder_er_torque_concentric_120_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 180°/s (external rotation)? The larger of left and right, from the same session. */
  shoulder_er_torque_concentric_180_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 240°/s (external rotation)? The larger of left and right, from the same session. */
  shoulder_er_torque_concentric_240_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 60°/s (internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_torque_concentric_60_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 90°/s (internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_torque_concentric_90_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 120°/s (internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_torque_concentric_120_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 180°/s (internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_torque_concentric_180_best?: number | string | null;
  /** What is the peak concentric torque of the stronger shoulder at 240°/s (internal rotation)? The larger of left and right, from the same session. */
  shoulder_ir_torque_concentric_240_best?: number | string | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_torque_concentric_60_share?: {
    /** What share of the stronger shoulder does the left one reach at 60°/s (external rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 60°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_torque_concentric_90_share?: {
    /** What share of the stronger shoulder does the left one reach at 90°/s (external rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 90°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_torque_concentric_120_share?: {
    /** What share of the stronger shoulder does the left one reach at 120°/s (external rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 120°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_torque_concentric_180_share?: {
    /** What share of the stronger shoulder does the left one reach at 180°/s (external rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 180°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_er_torque_concentric_240_share?: {
    /** What share of the stronger shoulder does the left one reach at 240°/s (external rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 240°/s (external rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_torque_concentric_60_share?: {
    /** What share of the stronger shoulder does the left one reach at 60°/s (internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 60°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_torque_concentric_90_share?: {
    /** What share of the stronger shoulder does the left one reach at 90°/s (internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 90°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_torque_concentric_120_share?: {
    /** What share of the stronger shoulder does the left one reach at 120°/s (internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 120°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_torque_concentric_180_share?: {
    /** What share of the stronger shoulder does the left one reach at 180°/s (internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 180°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** 100 times this side divided by the stronger side. */
  shoulder_ir_torque_concentric_240_share?: {
    /** What share of the stronger shoulder does the left one reach at 240°/s (internal rotation)? */
    left?: number | string | null;
    /** What share of the stronger shoulder does the right one reach at 240°/s (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** External rotation torque divided by internal rotation torque, isokinetic dynamometer, 60°/s. */
  shoulder_er_ir_concentric_60?: {
    /** What is the concentric external-to-internal rotation ratio of the left shoulder at 60°/s? */
    left?: number | string | null;
    /** What is the concentric external-to-internal rotation ratio of the right shoulder at 60°/s? */
    right?: number | string | null;
  } | null;
  /** External rotation torque divided by internal rotation torque, isokinetic dynamometer, 90°/s. */
  shoulder_er_ir_concentric_90?: {
    /** What is the concentric external-to-internal rotation ratio of the left shoulder at 90°/s? */
    left?: number | string | null;
    /** What is the concentric external-to-internal rotation ratio of the right shoulder at 90°/s? */
    right?: number | string | null;
  } | null;
  /** External rotation torque divided by internal rotation torque, isokinetic dynamometer, 120°/s. */
  shoulder_er_ir_concentric_120?: {
    /** What is the concentric external-to-internal rotation ratio of the left shoulder at 120°/s? */
    left?: number | string | null;
    /** What is the concentric external-to-internal rotation ratio of the right shoulder at 120°/s? */
    right?: number | string | null;
  } | null;
  /** External rotation torque divided by internal rotation torque, isokinetic dynamometer, 180°/s. */
  shoulder_er_ir_concentric_180?: {
    /** What is the concentric external-to-internal rotation ratio of the left shoulder at 180°/s? */
    left?: number | string | null;
    /** What is the concentric external-to-internal rotation ratio of the right shoulder at 180°/s? */
    right?: number | string | null;
  } | null;
  /** External rotation torque divided by internal rotation torque, isokinetic dynamometer, 240°/s. */
  shoulder_er_ir_concentric_240?: {
    /** What is the concentric external-to-internal rotation ratio of the left shoulder at 240°/s? */
    left?: number | string | null;
    /** What is the concentric external-to-internal rotation ratio of the right shoulder at 240°/s? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, eccentric, same speed as the concentric internal rotation of the functional ratio. */
  shoulder_er_torque_eccentric?: {
    /** What is the peak eccentric external rotation torque of the left shoulder? */
    left?: number | string | null;
    /** What is the peak eccentric external rotation torque of the right shoulder? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, same speed as the eccentric external rotation. */
  shoulder_ir_torque_concentric?: {
    /** What is the peak concentric internal rotation torque of the left shoulder at the speed of the eccentric test? */
    left?: number | string | null;
    /** What is the peak concentric internal rotation torque of the right shoulder at the speed of the eccentric test? */
    right?: number | string | null;
  } | null;
  /** Eccentric external rotation torque divided by concentric internal rotation torque, same speed, isokinetic dynamometer. */
  shoulder_functional_er_ir?: {
    /** What is the eccentric-external to concentric-internal rotation ratio of the left shoulder? */
    left?: number | string | null;
    /** What is the eccentric-external to concentric-internal rotation ratio of the right shoulder? */
    right?: number | string | null;
  } | null;
  /** The higher of the two directions on the device's report. */
  shoulder_isokinetic_cv?: {
    /** What coefficient of variation does the dynamometer report for the left shoulder? */
    left?: number | string | null;
    /** What coefficient of variation does the dynamometer report for the right shoulder? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. */
  shoulder_er_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left shoulder against the examiner's hand (external rotation)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right shoulder against the examiner's hand (external rotation)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. */
  shoulder_ir_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left shoulder against the examiner's hand (internal rotation)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right shoulder against the examiner's hand (internal rotation)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. */
  shoulder_abduction_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left shoulder against the examiner's hand (abduction)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right shoulder against the examiner's hand (abduction)? */
    right?: number | string | null;
  } | null;
  /** Manual muscle test: 5 holds full resistance, 4 gives way to it, 3 only moves against gravity. It misses mild weakness. */
  shoulder_flexion_manual_test?: {
    /** On the scale of 0 to 5, how strong is the left shoulder against the examiner's hand (flexion)? */
    left?: number | string | null;
    /** On the scale of 0 to 5, how strong is the right shoulder against the examiner's hand (flexion)? */
    right?: number | string | null;
  } | null;
  /** Two force plates, best of three, hands at shoulder width. */
  push_up_landing_force?: {
    /** What peak force does the left hand take in landing from a plyometric push-up? */
    left?: number | string | null;
    /** What peak force does the right hand take in landing from a plyometric push-up? */
    right?: number | string | null;
  } | null;
  /** Force plate or fixed gauge, from the start of the push, best of three. */
  shoulder_rate_of_force?: {
    /** How fast does force rise in the left shoulder over the first 200 ms? */
    left?: number | string | null;
    /** How fast does force rise in the right shoulder over the first 200 ms? */
    right?: number | string | null;
  } | null;
  /** Hand dynamometer, elbow bent to 90°, best of three. */
  grip_force?: {
    /** What grip force does the left hand reach? */
    left?: number | string | null;
    /** What grip force does the right hand reach? */
    right?: number | string | null;
  } | null;
  /** What is the grip force of the stronger hand? The larger of left and right, from the same session. */
  grip_force_best?: number | string | null;
  /** 100 times this hand divided by the stronger one. Where gripping hurts, squeeze to the first pain on both sides: that is the grip free of pain. */
  grip_share?: {
    /** What share of the stronger hand does the left hand reach in grip force? */
    left?: number | string | null;
    /** What share of the stronger hand does the right hand reach in grip force? */
    right?: number | string | null;
  } | null;
  /** What is the most you can bench press once? Tested, or estimated from a set of at most five repetitions. */
  bench_press_1rm?: number | string | null;
  /** What is the most you can lift in one pull-up, body mass plus added weight? Body mass plus the added weight of one strict pull-up from straight arms. */
  pull_up_1rm?: number | string | null;
  /** What is the most you can pull once in a prone bench pull? Lying face down on a high bench, bar from straight arms to touch the bench. */
  bench_pull_1rm?: number | string | null;
  /** What is your best bench press divided by your best pull-up, body mass included? One-repetition maxima; the pull-up includes body mass. */
  bench_to_pull_up?: number | string | null;
  /** What is your best bench press divided by your best prone bench pull? One-repetition maxima of both lifts. */
  bench_to_bench_pull?: number | string | null;
  /** How many push-ups do you manage in 15 seconds, as the mean of three tries? Three tries of 15 seconds with rest between; the mean counts. */
  push_up_reps_timed?: number | string | null;
  /** How many modified pull-ups (hanging under a bar, heels on the floor) do you manage in 15 seconds, as the mean of three tries? Three tries of 15 seconds with rest between; the mean counts. */
  modified_pull_up_reps_timed?: number | string | null;
  /** What is the number of push-ups in 15 seconds divided by the number of modified pull-ups? Means of three tries of 15 seconds each. */
  push_up_to_modified_pull_up?: number | string | null;
  /** Isokinetic dynamometer, concentric, same speed as extension. */
  elbow_flexor_torque_concentric?: {
    /** What is the peak concentric elbow flexion torque on the left? */
    left?: number | string | null;
    /** What is the peak concentric elbow flexion torque on the right? */
    right?: number | string | null;
  } | null;
  /** Isokinetic dynamometer, concentric, same speed as flexion. */
  elbow_extensor_torque_concentric?: {
    /** What is the peak concentric elbow extension torque on the left? */
    left?: number | string | null;
    /** What is the peak concentric elbow extension torque on the right? */
    right?: number | string | null;
  } | null;
  /** Flexion torque divided by extension torque, isokinetic dynamometer, concentric, same speed. */
  elbow_flexor_extensor_concentric?: {
    /** What is the elbow flexor-to-extensor torque ratio on the left? */
    left?: number | string | null;
    /** What is the elbow flexor-to-extensor torque ratio on the right? */
    right?: number | string | null;
  } | null;
  /** Seen from the side, does the swing come from the hips going back, or from squatting down with the knees? Video from the side at the lowest point. Hinge: hips back, shins close to upright, trunk leaning forward. Squat: knees travel forward, trunk upright, bell drops between the knees. */
  swing_style?: "hinge" | "squat" | "not_applicable" | null;
  /** Do the arms and shoulders lift the bell in the swing, rather than the hips driving it? Video from the side. The arms should stay loose while the bell floats from the hip drive. */
  swing_drive?: "arms_lift" | "hips_drive" | "not_applicable" | null;
  /** When you bend to lift with a hinge, do the hips go back with a straight trunk, do the knees take over, or does the low back round? Romanian deadlift or dowel hinge with a light load, video from the side; the back counts as rounding if its curve changes during the rep. */
  hinge_pattern?: "hips_back" | "knees_forward" | "back_rounds" | "not_applicable" | null;
  /** How deep do you usually squat with your working weights? Video from the side at the lowest point; thigh level means that the hip crease is as high as the top of the knee. */
  squat_depth?: "quarter" | "half" | "parallel" | "full" | "not_applicable" | null;
  /** What keeps you from squatting deeper? Ask, and let the person squat unloaded as deep as is comfortable. */
  squat_depth_limited_by?: "choice" | "pain" | "mobility" | "nothing" | "not_applicable" | null;
  /** Average over the weeks of the log or programme. Count a working set as 1 for each prime mover and 0.5 for each synergist of the exercise. Leave out warm-up sets. A muscle the log never touches has 0 sets, which is known, not missing. */
  weekly_sets?: {
    /** How many hard sets a week train the quads, counting sets in which it helps as half? */
    quadriceps?: number | string | null;
    /** How many hard sets a week train the hip flexors, counting sets in which it helps as half? */
    iliopsoas?: number | string | null;
    /** How many hard sets a week train the TFL, counting sets in which it helps as half? */
    tensor_fasciae_latae?: number | string | null;
    /** How many hard sets a week train the sartorius, counting sets in which it helps as half? */
    sartorius?: number | string | null;
    /** How many hard sets a week train the glutes, counting sets in which it helps as half? */
    gluteus_maximus?: number | string | null;
    /** How many hard sets a week train the side glutes, counting sets in which it helps as half? */
    gluteus_medius?: number | string | null;
    /** How many hard sets a week train the piriformis group, counting sets in which it helps as half? */
    deep_hip_rotators?: number | string | null;
    /** How many hard sets a week train the inner thigh, counting sets in which it helps as half? */
    adductors?: number | string | null;
    /** How many hard sets a week train the hamstrings, counting sets in which it helps as half? */
    hamstrings?: number | string | null;
    /** How many hard sets a week train the calves, counting sets in which it helps as half? */
    gastrocnemius?: number | string | null;
    /** How many hard sets a week train the deep calf, counting sets in which it helps as half? */
    soleus?: number | string | null;
    /** How many hard sets a week train the shin, counting sets in which it helps as half? */
    tibialis_anterior?: number | string | null;
    /** How many hard sets a week train the inner shin, counting sets in which it helps as half? */
    tibialis_posterior?: number | string | null;
    /** How many hard sets a week train the outer shin, counting sets in which it helps as half? */
    fibularis?: number | string | null;
    /** How many hard sets a week train the lower back, counting sets in which it helps as half? */
    erector_spinae?: number | string | null;
    /** How many hard sets a week train the deep spine muscles, counting sets in which it helps as half? */
    multifidus?: number | string | null;
    /** How many hard sets a week train the QL, counting sets in which it helps as half? */
    quadratus_lumborum?: number | string | null;
    /** How many hard sets a week train the abs, counting sets in which it helps as half? */
    rectus_abdominis?: number | string | null;
    /** How many hard sets a week train the obliques, counting sets in which it helps as half? */
    obliques?: number | string | null;
    /** How many hard sets a week train the deep abs, counting sets in which it helps as half? */
    transversus_abdominis?: number | string | null;
    /** How many hard sets a week train the lats, counting sets in which it helps as half? */
    latissimus_dorsi?: number | string | null;
    /** How many hard sets a week train the teres major, counting sets in which it helps as half? */
    teres_major?: number | string | null;
    /** How many hard sets a week train the rhomboids, counting sets in which it helps as half? */
    rhomboids?: number | string | null;
    /** How many hard sets a week train the upper traps, counting sets in which it helps as half? */
    trapezius_upper?: number | string | null;
    /** How many hard sets a week train the mid traps, counting sets in which it helps as half? */
    trapezius_middle?: number | string | null;
    /** How many hard sets a week train the lower traps, counting sets in which it helps as half? */
    trapezius_lower?: number | string | null;
    /** How many hard sets a week train the levator scapulae, counting sets in which it helps as half? */
    levator_scapulae?: number | string | null;
    /** How many hard sets a week train the serratus, counting sets in which it helps as half? */
    serratus_anterior?: number | string | null;
    /** How many hard sets a week train the front delts, counting sets in which it helps as half? */
    deltoid_anterior?: number | string | null;
    /** How many hard sets a week train the side delts, counting sets in which it helps as half? */
    deltoid_lateral?: number | string | null;
    /** How many hard sets a week train the rear delts, counting sets in which it helps as half? */
    deltoid_posterior?: number | string | null;
    /** How many hard sets a week train the external rotators, counting sets in which it helps as half? */
    rotator_cuff_external?: number | string | null;
    /** How many hard sets a week train the internal rotator, counting sets in which it helps as half? */
    subscapularis?: number | string | null;
    /** How many hard sets a week train the supraspinatus, counting sets in which it helps as half? */
    supraspinatus?: number | string | null;
    /** How many hard sets a week train the chest, counting sets in which it helps as half? */
    pectoralis_major?: number | string | null;
    /** How many hard sets a week train the pec minor, counting sets in which it helps as half? */
    pectoralis_minor?: number | string | null;
    /** How many hard sets a week train the biceps, counting sets in which it helps as half? */
    biceps_brachii?: number | string | null;
    /** How many hard sets a week train the brachialis, counting sets in which it helps as half? */
    brachialis?: number | string | null;
    /** How many hard sets a week train the top of forearm, counting sets in which it helps as half? */
    brachioradialis?: number | string | null;
    /** How many hard sets a week train the triceps, counting sets in which it helps as half? */
    triceps_brachii?: number | string | null;
    /** How many hard sets a week train the forearm flexors (grip), counting sets in which it helps as half? */
    wrist_flexors?: number | string | null;
    /** How many hard sets a week train the forearm extensors, counting sets in which it helps as half? */
    wrist_extensors?: number | string | null;
    /** How many hard sets a week train the deep neck flexors, counting sets in which it helps as half? */
    deep_neck_flexors?: number | string | null;
    /** How many hard sets a week train the SCM, counting sets in which it helps as half? */
    sternocleidomastoid?: number | string | null;
    /** How many hard sets a week train the neck extensors, counting sets in which it helps as half? */
    neck_extensors?: number | string | null;
  } | null;
  /** How many weeks does the training log, or the programme you follow, cover? Days covered by the log, as weeks and parts of weeks; a break of more than four weeks is not covered. For a fixed programme, the weeks it has been followed. */
  weeks_logged?: number | string | null;
  /** What share of the logged sets could not be counted for a muscle? Working sets that could not be counted divided by all working sets of the log: the exercise is not recognised, the row cannot be read, or nobody knows how the work of the lift falls on the muscles. Zero for a programme counted by hand. */
  log_unmapped_share?: number | string | null;
  /** How many strength sessions do you do in a usual week? Logged sessions with at least one working set, divided by the weeks of the log. */
  sessions_per_week?: number | string | null;
  /** On how many days a week do you lift heavy in squats, deadlifts, presses, rows or other multi-joint lifts? Sessions with at least four compound sets of six repetitions or fewer, or at 80 % of the one-repetition maximum or more, divided by the weeks counted. */
  heavy_compound_sessions_per_week?: number | string | null;
  /** How many hours usually pass between two heavy sessions that train the same muscles? Asked: the usual gap. From a log: the hours from the start of one session to the start of the next in which the same muscle leads at least four compound sets: the median, for the muscle whose usual gap is shortest. */
  rest_hours_between_heavy_sessions?: number | string | null;
  /** About what share of your working sets goes on until you cannot do another repetition? Sets marked as failure, or with an effort of 10 of 10 (no repetition in reserve), divided by all working sets. */
  failure_sets_share?: number | string | null;
  /** By how many per cent did your sets rise in the last week against your average of the four weeks before? All working sets of the last full week against the mean of the four weeks before it. */
  weekly_sets_rise?: number | string | null;
  /** Have your loads or repetitions on the main lifts fallen for two weeks or more, although you tried as hard? Compare the best set of each main lift over the last two weeks with the two weeks before, without illness or a planned light week. */
  performance_drop?: boolean | null;
  /** Before your usual session, how recovered do you feel, from 0 (not at all) to 10 (fully)? Asked before the warm-up; the usual answer of the last two weeks. */
  perceived_recovery?: number | string | null;
  /** How many working sets of kettlebell swings do you do a week? Working sets of swings in the log, divided by the weeks of the log. */
  swing_weekly_sets?: number | string | null;
  /** How many sets a week do the low back, glutes, hamstrings and calves get together? Sum of the weekly sets of the four muscles. */
  posterior_chain_weekly_sets?: number | string | null;
  /** How many sets a week do the abdominals, hip flexors, quadriceps and shins get together? Sum of the weekly sets of the four muscles, the counterparts of the posterior chain at the same joints. */
  anterior_chain_weekly_sets?: number | string | null;
  /** What is the ratio of weekly sets for the posterior chain to those for the anterior chain? Posterior chain sets divided by anterior chain sets. */
  posterior_to_anterior_sets?: number | string | null;
  /** What is the ratio of weekly hamstring sets to weekly quadriceps sets? Weekly sets of the hamstrings divided by those of the quadriceps. */
  hamstrings_to_quadriceps_sets?: number | string | null;
  /** How many sets a week do the chest and the front of the shoulders get together? Sum of the weekly sets of the two muscles. */
  push_weekly_sets?: number | string | null;
  /** How many sets a week do the lats and the middle of the upper back get together? Sum of the weekly sets of the two muscles. */
  pull_weekly_sets?: number | string | null;
  /** What is the ratio of weekly pulling sets to weekly pushing sets? Sets for the pulling muscles divided by sets for the pushing muscles. */
  pull_to_push_sets?: number | string | null;
  /** What is the ratio of weekly sets for the lats to weekly sets for the chest? Weekly sets of the latissimus dorsi divided by those of the pectoralis major. */
  back_to_chest_sets?: number | string | null;
  /** What is the ratio of weekly triceps sets to weekly biceps sets? Weekly sets of the triceps divided by those of the biceps. */
  triceps_to_biceps_sets?: number | string | null;
  /** What is the ratio of weekly sets for the back extensors to weekly sets for the abdominals? Weekly sets of the erector spinae divided by those of the rectus abdominis. */
  back_extensors_to_abdominals_sets?: number | string | null;
  /** How many sets a week do the biceps, chest and quadriceps get together? Sum of the weekly sets of the three muscles. */
  mirror_weekly_sets?: number | string | null;
  /** How many sets a week do the triceps, lats, hamstrings and glutes get together? Sum of the weekly sets of the four muscles. */
  unseen_weekly_sets?: number | string | null;
  /** What is the ratio of weekly sets for the unseen muscles to those for the mirror muscles? Sets for the unseen muscles divided by sets for the mirror muscles. */
  unseen_to_mirror_sets?: number | string | null;
  /** What is the peak trunk extension torque at 60°/s? Isokinetic trunk dynamometer, concentric, 60°/s, same position as flexion. */
  trunk_extension_torque_60?: number | string | null;
  /** What is the peak trunk flexion torque at 60°/s? Isokinetic trunk dynamometer, concentric, 60°/s, same position as extension. */
  trunk_flexion_torque_60?: number | string | null;
  /** What is the trunk extension-to-flexion torque ratio at 60°/s? Extension torque divided by flexion torque. Mind the direction, since many reports print flexion to extension. */
  trunk_extension_flexion_60?: number | string | null;
  /** How many seconds can you hold your trunk level, face down, with the legs strapped and nothing under the chest? Sørensen test. Legs and pelvis on the bench and strapped, edge at the hip bones, arms crossed, trunk level until it drops or the test hurts. One try. */
  sorensen_hold?: number | string | null;
  /** How many seconds can you hold a half sit-up, knees bent, trunk leaning back free of the support? McGill's flexor test. Trunk at 60° to the floor, knees and hips at 90°, arms crossed, feet held; the support is drawn back 10 cm. */
  trunk_flexor_hold?: number | string | null;
  /** Legs straight, hips lifted in line, until the hips drop. */
  side_bridge_hold?: {
    /** How many seconds can you hold a side bridge on the left elbow? */
    left?: number | string | null;
    /** How many seconds can you hold a side bridge on the right elbow? */
    right?: number | string | null;
  } | null;
  /** What is the flexor hold time divided by the Sørensen hold time? Both holds on the same day, at least five minutes apart. */
  flexor_to_extensor_hold?: number | string | null;
  /** Both holds on the same day, at least five minutes apart. */
  side_bridge_to_extensor_hold?: {
    /** What is the left side bridge time divided by the Sørensen hold time? */
    left?: number | string | null;
    /** What is the right side bridge time divided by the Sørensen hold time? */
    right?: number | string | null;
  } | null;
  /** By how many per cent do the two side bridge times differ? Difference divided by the longer time, times 100. */
  side_bridge_asymmetry?: number | string | null;
  /** What isometric trunk torque is reached (extension)? Fixed dynamometer, same position for extension and flexion, best of three. */
  trunk_extension_torque_isometric?: number | string | null;
  /** What isometric trunk torque is reached (flexion)? Fixed dynamometer, same position for extension and flexion, best of three. */
  trunk_flexion_torque_isometric?: number | string | null;
  /** What is the isometric trunk extension-to-flexion ratio? Extension torque (or force, same lever) divided by flexion torque. Mind the direction, since many reports print flexion to extension. */
  trunk_extension_flexion_isometric?: number | string | null;
  /** What is the isometric trunk torque per kilogram of body mass (extension)? Isometric torque divided by body mass. */
  trunk_extension_torque_per_kg?: number | string | null;
  /** What is the isometric trunk torque per kilogram of body mass (flexion)? Isometric torque divided by body mass. */
  trunk_flexion_torque_per_kg?: number | string | null;
  /** How many seconds can the head be held just off the surface, lying on the back with the chin tucked? Lying on the back, chin tucked, head lifted about 2.5 cm. It ends when the chin leaves its tuck or the head drops or comes up. Mean of two holds. */
  neck_flexor_endurance?: number | string | null;
}

export type Format = "balance_rules.profile/1";

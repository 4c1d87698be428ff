"""Measures of the adult low back seen from behind, each with the paper or book it comes from.

Millimetres. ``x`` counts from the midline to the right, ``y`` upwards from the line through the two
posterior superior iliac spines (PSIS). A key such as iwanaga2019 is that of the references. What no source
gives is called "schematic": it serves the look of the drawing and claims nothing.
"""

from math import sqrt

# --- The bony landmarks ---------------------------------------------------------------------------

# Lower end of the sacroiliac joint below and medial of the PSIS, found by palpation in 50 patients (Cho KY
# et al., Korean J Pain 2009;22:47-51: 38 +/- 8 mm and 9 +/- 6 mm).
JOINT_END_BELOW_PSIS = 38.0
JOINT_END_MEDIAL_OF_PSIS = 9.0

# That end lies 39 mm beside the sacral hiatus, which is in the midline (Cho 2009: 39 +/- 6 mm).
JOINT_END_FROM_MIDLINE = 39.0

# 48 mm, so the two spines stand 96 mm apart, as one palpates them: sum of the two measures of Cho 2009.
PSIS_FROM_MIDLINE = JOINT_END_FROM_MIDLINE + JOINT_END_MEDIAL_OF_PSIS

# Between the outermost points of the two iliac crests: "normally 28 centimetres" (Van Blarcom CC,
# Obstetrical Nursing, on external pelvimetry).
INTERCRISTAL_WIDTH = 280.0

# The crest seen through the groove of the superior cluneal nerve: 65.3 mm from the midline and 45.2 mm
# from the PSIS (Iwanaga J et al., World Neurosurg 2019;125:e925-e928), taken as lying in the plane of the
# drawing.
CREST_INNER = (65.3, sqrt(45.2**2 - (65.3 - PSIS_FROM_MIDLINE) ** 2))

# The same nerve further out: 81.0 mm from the midline, 64.7 mm from the PSIS (Lu et al., 15 cadavers,
# "Anatomic considerations of superior cluneal nerve at posterior iliac crest region").
CREST_OUTER = (81.0, sqrt(64.7**2 - (81.0 - PSIS_FROM_MIDLINE) ** 2))

# --- The spine ------------------------------------------------------------------------------------

# The tip of the fifth lumbar spine: 1.5 inches above the middle of the line between the PSISs (rule of the
# older obstetric textbooks for the external conjugate).
L5_TIP = 38.0

# Height of the fifth lumbar spinous process and of the gap between two processes (Sobottke R et al., 565
# CT scans, Surg Radiol Anat 2010;32:731-8: 16.6 +/- 3.6 mm and 9.1 +/- 2.5 mm).
L5_PROCESS_HEIGHT = 16.6
INTERSPINOUS_GAP = 9.1

# Higher processes are larger, L2 and L3 the largest (Sobottke 2010); how much is schematic.
L4_PROCESS_HEIGHT = 21.0
L3_PROCESS_HEIGHT = 23.0

# Width of the fifth lumbar body (Bhat N et al., Transl Res Anat 2025;38:100392: 47.4 mm), and how far the
# transverse processes reach beyond it (Li B et al. 2003, CT of 100 vertebrae: L3 about 19 mm, L4 and L5
# about 15).
L5_BODY_WIDTH = 47.4
L3_TRANSVERSE_LENGTH = 19.0
L4_TRANSVERSE_LENGTH = 15.0
L5_TRANSVERSE_LENGTH = 15.0

# The top of the crests stands at L4: at its spinous process in 59 % of 100 CT scans (McGaugh JM et al.,
# Clin Anat 2007;20:819-25), at L4 or L4-5 in 87 % of 75 patients (Chakraverty R et al., J Anat
# 2007;210:232-6). Its place within the height of that process is schematic.
CREST_TOP = 72.0

# The PSIS line crosses the spinous process of S2 (81 % of 100 CT scans, McGaugh 2007): the origin of
# ``y``.
S2_TUBERCLE = 0.0

# --- The sacrum -----------------------------------------------------------------------------------

# Width of the base: 99.5 mm in men, 103.0 mm in women (150 sacra, Mymensingh Med J 2018;27:710-4).
SACRUM_WIDTH = 103.0

# Height along the back: 104.3 mm in men, 92.8 mm in women (same paper); set off from the base downwards.
SACRUM_HEIGHT = 104.0

# First dorsal sacral foramen from the midline: 23.5 mm (Kim YS et al., 632 CT scans, Korean J Pain
# 2023;36:98-105). The PSIS is level with the space between the first and the second; the lower ones are
# schematic.
FIRST_FORAMEN = 23.5

# --- The zones and the nerves ----------------------------------------------------------------------

# Where the superior cluneal nerve crosses the iliac crest, from the midline: its groove, mean and standard
# deviation (iwanaga2019, 20 sides of 10 cadavers: 65.3 +/- 8.2 mm). Three branches are drawn, at the mean
# and a deviation to each side: the nerves vary, and in 23 % of 39 hip bones the nearest branch lay 3.0-4.9
# cm from the PSIS (sittitavornwong2013). Their courses are schematic.
SUPERIOR_CLUNEAL = 65.3
SUPERIOR_CLUNEAL_DEVIATION = 8.2

# Where middle cluneal branches pierce the long posterior sacroiliac ligament: nearest, mean and furthest
# of 9.1-53.7 mm below the PSIS, 36.0 mm from the midline (konno2017: 10 of 64 branches). The foramina they
# come from are those of S1 to S3; their courses are schematic.
MIDDLE_CLUNEAL = (9.1, 28.5, 53.7)
MIDDLE_CLUNEAL_FROM_MIDLINE = 36.0

# The nodules lie over and beside the PSIS, along the crest and to about 5 cm below it (hucherson1948,
# bicket2016). Inner and outer end, and how far the zone goes over the crest, are schematic.
NODULES_BELOW_CREST = 50.0

# The nodule drawn as an example: an oval within the sizes reported, 1-3 cm (3 x 2 cm in the first
# description, Ries, Am J Obstet Gynecol 1937;34:492-8).
NODULE_LENGTH = 25.0
NODULE_WIDTH = 15.0

# --- The skin -------------------------------------------------------------------------------------

# Breadth of waist and hips: women's means of the survey ANSUR II (Gordon CC et al., NATICK/TR-15/007,
# 2014). Their heights above and below the PSIS are schematic.
WAIST_BREADTH = 300.0
HIP_BREADTH = 354.0

# --- The legs -------------------------------------------------------------------------------------

# Heights above the floor, means of the 1986 women of the same survey: the waist at the navel and the
# middle of the kneecap. The navel is level with the waist of the drawing.
WAIST_HEIGHT = 980.0
KNEE_HEIGHT = 449.0

# Girths of the thigh below the buttock and of the calf (same survey); their shapes, and all measures of
# ankle and foot, are schematic.
THIGH_GIRTH = 616.0
CALF_GIRTH = 373.0

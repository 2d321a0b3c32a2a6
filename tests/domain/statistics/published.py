"""Worked examples that others have published: what was answered, and what they made of it."""

MOODLE_WORTH = [1, 1, 1, 1, 0, 0, 0, 8, *[1] * 12]
"""Moodle, unit test of the quiz statistics (Jamie Pratt, The Open University, 2008 to 2014).

Marks of 22 attempts; the figures expected of them were worked out in its authors' spreadsheet.
The first seven questions earned nothing, or nothing could be earned. The others are here in the
order of the published table: 8 to 12, 19, 20, 17, 18, 14, 15, 16, 13.
"""
MOODLE_ORDER = [8, 9, 10, 11, 12, 19, 20, 17, 18, 14, 15, 16, 13]
MOODLE_MARKS = [
    [5.5, 0.3, 0.9, 1, 0.3, 0, 1, 1, 0, 0, 0, 1, 1],
    [1, 0.9, 0.9, 0.3, 0.3, 0, 1, 0, 1, 0, 0, 1, 1],
    [2.5, 1, 0.9, 0.3, 1, 1, 1, 1, 1, 0, 1, 1, 0],
    [4, 0.3, 0.9, 1, 0.3, 0, 1, 1, 0, 0, 0, 0, 0],
    [3, 0.9, 0.3, 0.9, 1, 1, 0, 1, 1, 1, 0, 0, 0],
    [4.5, 0.9, 1, 1, 0.9, 0, 0, 0, 0, 1, 1, 1, 0],
    [3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 0, 1, 1, 1],
    [6, 0.9, 0.9, 1, 0.3, 0, 1, 1, 0, 1, 1, 1, 0],
    [0.5, 0.9, 1, 0.9, 0.3, 0, 1, 1, 1, 1, 1, 0, 0],
    [5.5, 0.9, 1, 0.9, 0.3, 0, 0, 1, 0, 1, 0, 0, 1],
    [2.5, 0.9, 1, 1, 0.9, 0, 1, 1, 0, 1, 0, 0, 0],
    [4, 0.9, 0.3, 0.9, 1, 0, 1, 1, 1, 1, 1, 1, 0],
    [4, 0.9, 0.3, 0.3, 1, 1, 0, 0, 1, 1, 1, 0, 1],
    [3, 1, 1, 0.3, 1, 1, 0, 1, 1, 1, 0, 1, 0],
    [1, 1, 0.9, 0.3, 0.3, 0, 0, 0, 0, 0, 1, 0, 1],
    [1, 0.3, 0.3, 0.3, 0.9, 0, 1, 0, 0, 0, 0, 1, 0],
    [1.5, 1, 0.3, 0.9, 1, 0, 0, 1, 0, 1, 0, 1, 1],
    [4, 0.9, 1, 0.9, 1, 0, 0, 0, 1, 1, 1, 1, 0],
    [2, 0.9, 0.9, 0.3, 0.9, 0, 0, 0, 0, 1, 0, 0, 0],
    [1, 1, 0.3, 0.3, 0.3, 0, 0, 1, 0, 1, 1, 0, 0],
    [6, 0.9, 1, 1, 0.9, 1, 1, 0, 0, 0, 0, 1, 0],
    [7, 0.9, 0.3, 0.3, 0.3, 0, 0, 1, 1, 0, 1, 1, 1],
]
MOODLE_TOTALS = [
    *(12, 7.4, 11.7, 8.5, 10.1, 11.3, 11.2, 14.1, 8.6, 11.6, 9.3),
    *(13.1, 11.5, 11.3, 5.5, 4.8, 8.7, 11.8, 6, 5.9, 12.8, 13.8),
]
MOODLE_FACILITY = [
    *(41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909),
    *(50, 59.09090909, 63.63636364, 45.45454545, 27.27272727, 50),
]
MOODLE_DISCRIMINATION = [
    *(25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859, -12.99017581),
    *(-8.900638238, 8.670004606, 29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802),
]
MOODLE_EFFICIENCY = [
    *(27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579, -17.5074184),
    *(-10.27568922, 10.86956522, 34.58997279, 17.4790556, 20.14359793, 22.06477733, -10),
]
"""All three in per cent, of questions 8 to 20."""

WUENSCH = [
    [1, 1, 1, 1, 1, 1, 0, 1, 1, 0],
    [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
    [1, 1, 1, 1, 0, 1, 1, 0, 0, 1],
    [0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
    [1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    [1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
    [0, 1, 0, 1, 1, 1, 1, 1, 0, 1],
    [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
]
"""Karl L. Wuensch, "The Kuder-Richardson 20", StatHelp, East Carolina University.

Ten students, ten questions. With the data stand the share p who had each question right, the
sum of whose p(1 - p) is 2.18, and the variance of the totals, 5.84.
"""
WUENSCH_P = [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]
WUENSCH_PQ, WUENSCH_VARIANCE = 2.18, 5.84

WORKSHEET = [
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
    [1, 1, 0, 1, 1, 1, 1, 1, 0, 0],
    [0, 1, 1, 1, 1, 1, 0, 1, 0, 1],
    [1, 1, 1, 0, 1, 1, 1, 0, 0, 1],
    [1, 1, 1, 0, 1, 1, 0, 1, 0, 0],
    [0, 1, 1, 0, 1, 1, 0, 1, 0, 1],
    [0, 1, 1, 1, 0, 0, 1, 0, 1, 0],
    [1, 1, 1, 0, 1, 0, 0, 0, 0, 1],
    [0, 1, 0, 0, 0, 1, 0, 0, 1, 0],
]
"""“Item Analysis Worksheet”, a class exercise with its solution (studylib.net, document 25270846).

Five students of an upper group and five of a lower one answered ten questions.
"""
WORKSHEET_P = [0.6, 1, 0.8, 0.5, 0.8, 0.8, 0.5, 0.6, 0.3, 0.6]
WORKSHEET_D = [0.4, 0, 0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4]

MINI_HAQ = {"questions": 10, "of_questions": 11.16, "of_totals": 77.44}
"""Bland & Altman, "Statistics notes: Cronbach's alpha", BMJ 314 (1997), 572: 249 patients.

The sum of the variances of ten questions, and that of the score; their alpha is 0.95.
"""

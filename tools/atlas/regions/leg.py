"""Regions of leg and foot."""

from __future__ import annotations

import numpy as np

from ..digits import Digits
from .hip import OUTER_HIP_X, front_of_hip
from .place import Place, Rule, path

#: Axis of the leg: hip, knee, ankle as (x, z) over y, mm (femoral head and shaft; condyles; tibia and fibula's end).
LEG_AXIS_Y = (-10.0, 402.0, 640.0, 880.0)
LEG_AXIS_X = (82.0, 82.0, 98.0, 108.0)
LEG_AXIS_Z = (84.0, 80.0, 84.0, 88.0)


def leg(p: Place, digits: Digits) -> list[Rule]:
    across = np.interp(p.y, LEG_AXIS_Y, LEG_AXIS_X)
    along = np.interp(p.y, LEG_AXIS_Y, LEG_AXIS_Z)
    angle = np.degrees(np.arctan2(p.z - along, p.x - across))  # 0 outer side, 90 front, 180 inner side, -90 back
    front, back = (angle > 40) & (angle <= 138), (angle > -138) & (angle <= -42)
    outer = (angle > -42) & (angle <= 40)
    kneecap = p.y > 374 + 0.016 * (p.x - 86) ** 2  # lower rim of the patella
    lean = 0.35 * (p.x - across)  # vastus medialis and the calf's inner head reach lower than the outer ones
    # the quadriceps ends in an arch over the kneecap, the hamstrings part above the hollow of the knee
    thigh = p.y > np.where(front, 470 - 0.008 * (p.x - 86) ** 2, np.where(back, 456, 462)) + 0.3 * lean
    thigh_high = p.y > 628 + lean
    knee = p.y > 350 + np.where(back, 0.012 * (p.x - 84) ** 2 - 10, 0)
    leg, leg_high = p.y > 40 + 0.2 * lean, p.y > 205 + lean
    calf = back & (p.y > 158 + 2 * lean - 0.02 * (p.x - across) ** 2)
    shin = (angle > 58) & (angle <= 150)  # the tibia's front edge lies towards the inner side
    lower_outer = (angle > -48) & (angle <= 58)
    high = thigh & thigh_high
    hip_front = path([(796, 182), (840, 168), (900, 148), (950, OUTER_HIP_X)], p.y)
    hip = outer | (p.x > np.where(p.z > 84, hip_front, OUTER_HIP_X))
    return [
        ("front_of_hip", front_of_hip(p)),
        ("outer_hip", high & hip & (p.y > 796 + 0.003 * (p.z - 84) ** 2)),
        (
            "groin",
            high
            & (p.z > 70)
            & (p.y > path([(0, 770), (30, 785), (60, 818), (100, 900), (112, 925)], p.x))
            & (p.x < 104),
        ),
        ("front_thigh_high", high & front),
        ("back_thigh_high", high & back),
        ("outer_thigh_high", high & outer),
        ("inner_thigh_high", high),
        ("front_thigh_low", thigh & front),
        ("back_thigh_low", thigh & back),
        ("outer_thigh_low", thigh & outer),
        ("inner_thigh_low", thigh),
        ("front_of_knee", front & kneecap),
        ("below_kneecap", knee & front),
        ("back_of_knee", knee & back),
        ("outer_knee", knee & outer),
        ("inner_knee", knee),
        ("inner_calf", leg & calf & (p.x < across)),
        ("outer_calf", leg & calf),
        ("calf_low", leg & back),
        ("shin_high", leg & leg_high & shin),
        ("shin_low", leg & shin),
        ("outer_leg_high", leg & leg_high & lower_outer),
        ("outer_leg_low", leg & lower_outer),
        ("inner_leg_high", leg & leg_high),
        ("inner_leg_low", leg),
        *_foot(p, digits),
    ]


def _foot(p: Place, digits: Digits) -> list[Rule]:
    ray, on_toe, _ = digits.foot(p.points)
    ankle = p.y > path([(20, -30), (70, -22), (110, 4), (140, 14)], p.z)
    behind = p.z < 48
    instep = p.z > 96
    # middle of the foot, from the heel to the gap beside the big toe (z, x): inner half is nearer to the midline
    middle = path([(30, 82), (110, 96), (180, 122), (250, 146)], p.z)
    # upper edge of the sole: higher under the arch than along the outer border (z, y)
    arched = path([(20, -56), (70, -50), (110, -48), (150, -56), (190, -67), (260, -71)], p.z)
    flat = path([(20, -58), (70, -66), (190, -73), (260, -72)], p.z)
    inner = np.clip((middle + 10 - p.x) / 20, 0, 1)
    sole = p.y < flat + (arched - flat) * inner
    ball = p.z > path([(90, 176), (110, 176), (140, 170), (170, 152)], p.x)
    heel = p.z < path([(-80, 74), (-50, 62), (-20, 46)], p.y)
    return [
        ("big_toe_under", on_toe & (ray == 0) & sole),
        ("big_toe_top", on_toe & (ray == 0)),
        ("little_toe", on_toe & (ray == 4)),
        ("small_toes_under", on_toe & sole),
        ("small_toes_top", on_toe),
        ("achilles", (p.y > -38) & behind),
        ("front_of_ankle", ankle & instep),
        ("outer_ankle", ankle & (p.x > 84)),
        ("inner_ankle", ankle),
        ("heel", heel),
        ("ball_of_big_toe", sole & ball & (ray == 0)),
        ("ball_of_foot", sole & ball),
        ("arch", sole & (p.x < middle)),
        ("outer_sole", sole),
        ("inner_edge_of_foot", p.x < path([(60, 62), (110, 66), (150, 82), (205, 99)], p.z)),
        ("outer_edge_of_foot", p.x > path([(60, 104), (100, 122), (140, 150), (190, 178)], p.z)),
        ("top_of_foot_inner", p.x < path([(80, 86), (140, 108), (200, 136)], p.z)),
        ("top_of_foot_outer", p.everywhere),
    ]

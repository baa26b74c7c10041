"""Regions of chest, belly, back and buttocks."""

from __future__ import annotations

import numpy as np

from ..digits import Digits
from .hip import OUTER_HIP_X, front_of_hip
from .place import Place, Rule, path

#: The side of the chest ends here (mm): half way from the hollow of the armpit to the lowest ribs.
SIDE_OF_CHEST_Y = 1156


def front(p: Place, _: Digits) -> list[Rule]:
    # costal margin: from the xiphoid to the tip of the tenth rib (x, y)
    margin = path([(0, 1240), (30, 1222), (70, 1165), (105, 1118), (150, 1100)], p.x)
    side = p.z < path([(950, 122), (1100, 122), (1250, 132), (1400, 120)], p.y)
    pit = p.x < path([(1150, 14), (1200, 24), (1244, 26)], p.y)
    crest = path([(88, 1038), (115, 1018), (141, 985), (153, 972), (180, 962)], p.z)  # iliac crest to its front spine
    groin_band = p.y < path([(0, 812), (24, 838), (60, 890), (100, 945), (112, 958)], p.x)
    waist = side | (p.x > path([(990, 128), (1060, 118), (1130, 116)], p.y))
    return [
        ("breastbone", (p.x < 22) & (p.y > 1244)),
        ("genitals", (p.x < 34) & (p.y < 838)),
        ("pubic_area", (p.x < path([(838, 34), (880, 56), (905, 60)], p.y)) & (p.y < 900 - 0.10 * p.x)),
        ("front_of_hip", front_of_hip(p)),
        ("groin", groin_band & (p.x < 112)),
        ("iliac_crest", (p.y < crest + 20) & (p.y > crest - 22) & (p.x > 105)),
        ("outer_hip", (p.y <= crest - 22) & (p.x > OUTER_HIP_X)),
        ("upper_chest", (p.y > 1376 - 0.20 * (p.x - 60)) & (p.x >= 22)),
        (
            "side_of_chest",
            (side | (p.x > path([(1186, 146), (1250, 150), (1300, 172), (1320, 190)], p.y))) & (p.y > SIDE_OF_CHEST_Y),
        ),
        ("beside_breastbone", (p.x < path([(1250, 50), (1372, 44)], p.y)) & (p.y > 1250)),
        ("breast", p.y > path([(50, 1262), (90, 1256), (130, 1270)], p.x)),
        ("side_of_ribs", side & (p.y > margin)),
        ("pit_of_stomach", pit & (p.y > 1150)),
        ("lower_chest", p.y > margin),
        ("flank", waist & (p.y > 985)),
        ("upper_belly", p.y > 1112),
        ("navel", np.hypot(p.x, p.y - 1064) < 24),
        ("belly", p.y > 1014 - 0.05 * p.x),
        ("lower_belly", p.everywhere),
    ]


def back(p: Place, _: Digits) -> list[Rule]:
    medial = path([(1284, 86), (1320, 76), (1365, 65), (1440, 68), (1464, 80)], p.y)  # vertebral border of the scapula
    lateral = path([(1284, 112), (1330, 130), (1380, 150), (1420, 170)], p.y)
    spine = path([(63, 1418), (110, 1436), (150, 1448), (181, 1457)], p.x)  # spine of the scapula
    midline = p.x < 15
    side = p.z > path([(950, 70), (1050, 52), (1150, 48), (1280, 44), (1340, 60)], p.y)
    loin = p.x > 66
    crest = path([(30, 982), (50, 1000), (84, 1030), (116, 1042), (170, 1034)], p.x)  # iliac crest
    ribs_end = path([(15, 1128), (60, 1120), (100, 1102), (150, 1100)], p.x)  # twelfth and eleventh rib
    sacrum = p.x < path([(850, 4), (862, 10), (880, 19), (910, 26), (960, 34), (985, 36)], p.y)
    return [
        ("top_of_shoulder", p.y > path([(15, 1492), (50, 1482), (80, 1470), (150, 1466)], p.x)),
        ("upper_spine", midline & (p.y > 1290)),
        ("mid_spine", midline & (p.y > 1135)),
        ("lower_spine", midline & (p.y > 985)),
        ("above_shoulder_blade", (p.y > spine) & (p.x > medial - 12)),
        ("shoulder_blade", (p.x > medial + 9) & (p.x < lateral + 6) & (p.y > 1284)),
        ("inner_border_of_shoulder_blade", (p.x > medial - 12) & (p.x < medial + 20) & (p.y > 1284) & ~side),
        ("between_shoulder_blades", (p.y > 1284) & (p.x < 100)),
        ("side_of_chest", side & (p.y > SIDE_OF_CHEST_Y)),
        ("side_of_ribs", side & (p.y > ribs_end)),
        ("beside_mid_spine", (p.x < 52) & (p.y > ribs_end)),
        ("below_shoulder_blade", p.y > ribs_end),
        ("iliac_crest", (p.y < crest + 20) & (p.y > crest - 22) & (p.x > 62 + 0.6 * (1004 - p.y))),
        ("flank", side & (p.y > crest)),
        ("back_flank", loin & (p.y > crest)),
        ("low_back", (p.y > path([(15, 985), (66, 1004)], p.x)) & ~loin),
        ("sacrum", sacrum & (p.y > 852)),
        ("sacroiliac", (p.x < path([(896, 24), (912, 44), (950, 66), (1000, 72)], p.y)) & (p.y > 898)),
        ("outer_hip", p.x > path([(800, 128), (850, 134), (940, 138), (1000, 146)], p.y)),
        ("upper_buttock", p.y > path([(30, 930), (80, 945), (140, 950)], p.x)),
        ("mid_buttock", p.y > path([(0, 850), (60, 850), (130, 862)], p.x)),
        ("lower_buttock", p.everywhere),
    ]

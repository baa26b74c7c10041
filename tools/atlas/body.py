"""The figure that the pictures show: neutral, its eyes closed, with ears; and its arms posed for side views.

Every vertex keeps its place at rest (anatomical position); a pose moves the vertices but not what is cut on them, so
a region has one border whatever the pose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import spsolve
from scipy.spatial.transform import Rotation

from .face import close_eyes
from .meshes import MIDLINE_X as MIDLINE_X  # those who pose or cut the figure ask here for its plane
from .meshes import Floats, Ints, Mesh, MeshSource
from .nails import NO_MARKS, Marks, read_marks
from .raster import join
from .views import REST, RIGHT_ARM_LIFTED, View

SKIN = "FJ2810"
EARS = "FJ2811"

#: Kinds of surface, per vertex.
SKIN_KIND, EAR_KIND = range(2)

#: Below this height (mm) the skin of the arms hangs apart from the trunk; read off the mesh: at 1200 mm the arm is a
#: piece of its own, at 1220 mm it is not.
ARMPIT_Y = 1205.0
#: No skin but a hand's and a forearm's lies farther (mm) from the midline.
HAND_X = 230.0
#: Above the armpit the arm begins outside this plane: from the armpit's fold up to the edge of the acromion.
ARM_PLANE_X = 168.0
#: Centre of the humeral heads (|x|, y, z) mm, from the bounds of the humerus meshes FJ3368 and FJ3256.
SHOULDER_CENTRE = (173.0, 1424.0, 84.0)
#: A lifted arm carries all skin beyond ARM_FIRM_X (above SHOULDER_Y) or below ARM_FIRM_Y (on the arm) along; skin
#: inside TRUNK_FIRM_X, or of the trunk below TRUNK_FIRM_Y, stays; between them the lift spreads evenly (harmonic). mm.
ARM_FIRM_X, ARM_FIRM_Y, SHOULDER_Y = 206.0, 1140.0, 1300.0
TRUNK_FIRM_X, TRUNK_FIRM_Y = 104.0, 1110.0
#: A leg that is shown alone ends here (mm), in the crotch.
LEG_TOP_Y = 872.0
#: In the side views the near arm is lifted forwards by this angle, so that flank, hip and thigh are seen.
SIDE_VIEW_FLEXION_DEG = 46.0

#: Rounds of smoothing that take the creases out of the skin round a lifted arm.
RELAX_ROUNDS = 14

#: The skin is a shell whose outer and inner wall join at the rims of the eyelids: cutting round the eyes (centre |x|,
#: y, smallest z, half width and half height in mm) takes them apart.
EYE_CENTRE, EYE_BACK_Z, EYE_HALF = (32.5, 1646.0), 140.0, (22.0, 16.0)

#: The patch that is smoothed to be neutral: half width, lowest and highest y, and smallest z, in mm.
NEUTRAL_HALF_WIDTH, NEUTRAL_LOW_Y, NEUTRAL_HIGH_Y, NEUTRAL_BACK_Z = 62.0, 722.0, 890.0, 86.0


@dataclass(frozen=True)
class Body:
    """The figure at rest.

    mesh: skin and ears joined; kind: (N,) one of SKIN_KIND...; arm: (N,) -1 on the right arm, 1 on the left, 0
    elsewhere; lift: (N,) 0..1, how far a vertex goes along with its arm when that is lifted; marks: the paint on hands
    and feet.
    """

    mesh: Mesh
    kind: Ints
    arm: Ints
    lift: Floats
    marks: Marks = NO_MARKS

    def figure(self, view: View) -> Mesh:
        """The figure as a view shows it: posed, cut to its limb, only skin under its height."""
        mesh = self.posed(view.pose)
        shown = np.ones(len(mesh.vertices), bool)
        if view.below is not None:
            shown &= mesh.vertices[:, 1] < view.below
        if view.limb == "arm":
            shown &= self.arm == view.side
        elif view.limb == "leg":
            shown &= (self.arm == 0) & (np.sign(self.x) == view.side) & (self.mesh.vertices[:, 1] < LEG_TOP_Y)
        return mesh if shown.all() else Mesh(mesh.vertices, mesh.faces[shown[mesh.faces].all(axis=1)])

    def posed(self, pose: str) -> Mesh:
        """The figure in a pose: at rest, or the right or left arm lifted and the other left out."""
        return self.mesh if pose == REST else self._side_pose(-1 if pose == RIGHT_ARM_LIFTED else 1)

    def _side_pose(self, side: int) -> Mesh:
        """The figure with the arm of `side` (-1 right, 1 left) lifted forwards and the other arm left out."""
        vertices = self._relaxed(lift_arm(self.mesh.vertices, self._lift(side), side), side)
        other_arm = (self.arm == -side)[self.mesh.faces].any(axis=1)
        return Mesh(vertices, self.mesh.faces[~other_arm])

    def rest_places(self, pose: str) -> Floats:
        """(N, 3) the place at rest of what each vertex shows in `pose`. Taking the creases out of a pose slides the
        skin along; the places at rest slide with it, so that what is cut on them keeps smooth borders."""
        if pose == REST:
            return self.mesh.vertices
        return self._relaxed(self.mesh.vertices, -1 if pose == RIGHT_ARM_LIFTED else 1)

    def _lift(self, side: int) -> Floats:
        """(N,) 0..1: how far each vertex goes along with the arm of `side`."""
        return self.lift * (np.sign(self.x) == side)

    def _relaxed(self, places: Floats, side: int) -> Floats:
        """Places (N, 3) evened out where the skin bends round the lifted arm of `side`."""
        lift = self._lift(side)
        return relaxed(self.mesh, places, 4 * lift * (1 - lift), RELAX_ROUNDS)

    @property
    def x(self) -> Floats:
        """(N,) mm from the midline, to the body's left."""
        return self.mesh.vertices[:, 0] - MIDLINE_X


def build_body(source: MeshSource) -> Body:
    """Read the skin, make it neutral, close its eyes, add ears."""
    skin = close_eyes(neutral_skin(outer_wall(source.mesh(SKIN))))
    parts = [skin, source.mesh(EARS)]
    kinds = [SKIN_KIND, EAR_KIND]
    mesh = join(parts)
    kind = np.concatenate([np.full(len(part.vertices), k) for part, k in zip(parts, kinds, strict=True)])
    arm = np.zeros(len(mesh.vertices), np.int64)
    arm[: len(skin.vertices)] = arm_sides(skin)
    lift = np.zeros(len(mesh.vertices))
    lift[: len(skin.vertices)] = arm_lift(skin, arm[: len(skin.vertices)])
    return Body(mesh, kind, arm, lift, read_marks(source))


def arm_sides(skin: Mesh) -> Ints:
    """(N,) -1 for vertices of the right arm, 1 for the left arm, 0 elsewhere.

    Below the armpit an arm is a piece of skin that reaches out as far as a hand; above it, what lies outside
    ARM_PLANE_X.
    """
    x = skin.vertices[:, 0] - MIDLINE_X
    low = skin.vertices[:, 1] < ARMPIT_Y
    piece = _pieces(skin, low)
    reach = np.zeros(piece.max() + 1)
    np.maximum.at(reach, piece, np.abs(x))
    arm = np.where(low & (reach[piece] > HAND_X), np.sign(x), 0).astype(np.int64)
    outside = ~low & (np.abs(x) > ARM_PLANE_X)
    arm[outside] = np.sign(x[outside])
    return arm


def arm_lift(skin: Mesh, arm: Ints) -> Floats:
    """(N,) 0..1: 1 on the arms, 0 on the trunk, spread evenly over the shoulder and the fold of the armpit."""
    out, height = np.abs(skin.vertices[:, 0] - MIDLINE_X), skin.vertices[:, 1]
    goes = ((arm != 0) & (height < ARM_FIRM_Y)) | ((out > ARM_FIRM_X) & (height > SHOULDER_Y))
    stays = (out < TRUNK_FIRM_X) | ((arm == 0) & (height < TRUNK_FIRM_Y))
    lift = goes.astype(float)
    free, held = np.flatnonzero(~goes & ~stays), np.flatnonzero(goes | stays)
    laplacian = _laplacian(skin)
    lift[free] = spsolve(laplacian[free][:, free].tocsc(), -laplacian[free][:, held] @ lift[held])
    return lift * lift * (3 - 2 * lift)


def lift_arm(points: Floats, lift: Floats, side: int, degrees: float = SIDE_VIEW_FLEXION_DEG) -> Floats:
    """Points (N, 3) turned forwards about the shoulder of `side`, each by `lift` (N,) times `degrees`."""
    centre = np.array(SHOULDER_CENTRE) * [side, 1, 1] + [MIDLINE_X, 0, 0]
    moved = points.copy()
    some = lift > 0
    # turning about -x brings a hanging arm (towards -y) to the front (+z)
    angles = np.radians(-degrees) * lift[some]
    turn = Rotation.from_rotvec(angles[:, None] * np.array([1.0, 0, 0]))
    moved[some] = turn.apply(points[some] - centre) + centre
    return moved


def relaxed(mesh: Mesh, values: Floats, amount: Floats, rounds: int) -> Floats:
    """Values (N, k) of the vertices drawn towards the mean of their neighbours', each by `amount` (N,) 0..1, `rounds`
    times."""
    graph = _adjacency(mesh.faces, len(mesh.vertices))
    mean = diags(1 / np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1)) @ graph
    some = amount > 0.01
    for _ in range(rounds):
        values = np.where(some[:, None], values + amount[:, None] * (mean @ values - values), values)
    return values


def outer_wall(skin: Mesh) -> Mesh:
    """The skin without its inner wall (which a lifted arm would push through the outer one)."""
    v = skin.vertices
    across = np.abs(np.abs(v[:, 0] - MIDLINE_X) - EYE_CENTRE[0]) < EYE_HALF[0]
    rim = across & (np.abs(v[:, 1] - EYE_CENTRE[1]) < EYE_HALF[1]) & (v[:, 2] > EYE_BACK_Z)
    piece = _pieces(skin, ~rim)
    walls = np.argsort(-np.bincount(piece), kind="stable")[:2]
    inner = min(walls, key=lambda wall: v[piece == wall][:, 1].max())
    kept = piece != inner
    faces = skin.faces[kept[skin.faces].all(axis=1)]
    number = np.cumsum(kept) - 1
    return Mesh(v[kept], number[faces])


def neutral_skin(skin: Mesh) -> Mesh:
    """The skin with a flat, plain front between the thighs (a minimal surface over the patch, its rim kept)."""
    v = skin.vertices
    x = np.abs(v[:, 0] - MIDLINE_X)
    patch = (x < NEUTRAL_HALF_WIDTH) & (v[:, 1] > NEUTRAL_LOW_Y) & (v[:, 1] < NEUTRAL_HIGH_Y)
    patch &= v[:, 2] > NEUTRAL_BACK_Z
    laplacian = _laplacian(skin)
    bend = (laplacian @ laplacian).tocsr()
    inner, rim = np.flatnonzero(patch), np.flatnonzero(~patch)
    # first the membrane (no folds survive it), then the thin plate, which meets the rim without a crease
    flat = v.copy()
    flat[inner] = spsolve(laplacian[inner][:, inner].tocsc(), -laplacian[inner][:, rim] @ v[rim])
    mixed = (0.35 * bend + laplacian).tocsr()
    flat[inner] = spsolve(mixed[inner][:, inner].tocsc(), -mixed[inner][:, rim] @ v[rim])
    return Mesh(flat, skin.faces)


def _laplacian(mesh: Mesh) -> csr_matrix:
    """The uniform graph Laplacian (N x N)."""
    graph = _adjacency(mesh.faces, len(mesh.vertices))
    return (diags(np.asarray(graph.sum(axis=1)).ravel()) - graph).tocsr()


def _adjacency(faces: Ints, count: int) -> csr_matrix:
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    ones = np.ones(len(edges))
    graph = coo_matrix((ones, (edges[:, 0], edges[:, 1])), shape=(count, count))
    return (graph + graph.T).tocsr()


def _pieces(mesh: Mesh, kept: NDArray[np.bool_]) -> Ints:
    """(N,) number of the connected piece of each vertex when only faces with all corners `kept` remain."""
    faces = mesh.faces[kept[mesh.faces].all(axis=1)]
    return connected_components(_adjacency(faces, len(mesh.vertices)), directed=False)[1]

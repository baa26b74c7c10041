"""What the Dry needling page says: plain words for a patient, and the works they rest on."""

from dataclasses import dataclass
from typing import Final

from referral.words.languages import N_


@dataclass(frozen=True)
class Part:
    """A section: heading, paragraphs (HTML, with <strong> for a term at its first use), and a remark set apart."""

    heading: str
    paragraphs: tuple[str, ...]
    aside: str = ""


TITLE: Final = N_("What is dry needling?")
LEAD: Final = N_(
    "A therapist places very thin needles into tight, sore spots in a muscle. The aim is to help the muscle relax, "
    "move better and hurt less."
)

BEFORE_DRAWING: Final = (
    Part(
        N_("Why is it called dry?"),
        (
            N_(
                "The needles are solid and very thin. They hold no medicine, and nothing is put into your body. That "
                "is why it is called <strong>dry</strong>."
            ),
            N_(
                "You may also hear it called <strong>trigger point dry needling</strong> or <strong>intramuscular "
                "stimulation</strong>."
            ),
        ),
    ),
    Part(
        N_("Trigger points and pain that travels"),
        (
            N_(
                "A <strong>trigger point</strong> is a small, tender knot in a tight band of muscle. It can hurt when "
                "you press on it."
            ),
            N_(
                "Pain from a trigger point may also be felt in another part of the body. This is called "
                "<strong>referred pain</strong>. For example, a tight spot at the top of the shoulder may be felt at "
                "the side of the head."
            ),
        ),
    ),
    Part(
        N_("What may happen in an overused muscle"),
        (
            N_(
                "The leading idea goes like this. When a muscle works too hard for too long, a few of its fibers may "
                "stay tight. Less blood gets through to them, so they run low on oxygen and fuel. Some call this an "
                "<strong>energy crisis</strong>. The spot may turn more acidic, and the nerves there may become easier "
                "to set off."
            ),
        ),
        N_(
            "This idea is still debated. Studies do not agree on what trigger points are, or on how well they can be "
            "found by touch."
        ),
    ),
)

DRAWING_HEADING: Final = N_("What the needle does")

AFTER_DRAWING: Final = (
    Part(
        "",
        (
            N_(
                "When the needle reaches a tight spot, the muscle may jump for a moment. This is called a "
                "<strong>twitch response</strong>. It can feel like a quick cramp, and it is commonly over in a moment."
            ),
            N_(
                "After that the muscle may loosen, and more blood may flow to the spot. Your body may also let go of "
                "<strong>endorphins</strong>, its own painkillers."
            ),
        ),
    ),
    Part(
        N_("How it differs from a trigger point injection"),
        (
            N_(
                "A <strong>trigger point injection</strong> uses a hollow needle and puts medicine into the muscle. It "
                "is given by a physician. Dry needling uses a solid needle and no medicine."
            ),
        ),
    ),
    Part(
        N_("One part of a larger plan"),
        (
            N_(
                "Dry needling is usually one part of a plan. The plan may also include exercise, stretching and "
                "massage."
            ),
            N_(
                "Some people feel better almost at once. Others need more than one session. In studies, dry needling "
                "helped with pain for a short time, about as well as other treatments. Less is known about the long "
                "run."
            ),
        ),
    ),
)

# Words of the three-step drawing: heading and one line.
STEPS: Final = (
    (N_("A tight band"), N_("Fibers stay tight around a tender knot.")),
    (N_("The needle"), N_("A thin needle reaches the knot. The muscle may twitch.")),
    (N_("Letting go"), N_("The band may loosen, and blood may flow more freely.")),
)

# Citation and address.
SOURCES: Final = (
    (
        "Cleveland Clinic. Dry needling: how this time-tested method sticks it to muscle pain.",
        "https://health.clevelandclinic.org/dry-needling-how-this-time-tested-method-sticks-it-to-muscle-pain/",
    ),
    (
        "Simons DG, Travell JG, Simons LS. Myofascial Pain and Dysfunction: The Trigger Point Manual, "
        "vol. 1, 2nd ed. Williams & Wilkins, 1999.",
        "",
    ),
    (
        "Gerwin RD, Dommerholt J, Shah JP. An expansion of Simons' integrated hypothesis of trigger point "
        "formation. Curr Pain Headache Rep 2004; 8: 468–475.",
        "https://doi.org/10.1007/s11916-004-0069-x",
    ),
    (
        "Quintner JL, Bove GM, Cohen ML. A critical evaluation of the trigger point phenomenon. "
        "Rheumatology 2015; 54: 392–399.",
        "https://doi.org/10.1093/rheumatology/keu471",
    ),
    (
        "Cagnie B, Dewitte V, Barbe T, et al. Physiologic effects of dry needling. "
        "Curr Pain Headache Rep 2013; 17: 348.",
        "https://doi.org/10.1007/s11916-013-0348-5",
    ),
    (
        "Chys M, De Meulemeester K, De Greef I, et al. Clinical effectiveness of dry needling in patients "
        "with musculoskeletal pain: an umbrella review. J Clin Med 2023; 12: 1205.",
        "https://doi.org/10.3390/jcm12031205",
    ),
    (
        "Brady S, McEvoy J, Dommerholt J, Doody C. Adverse events following trigger point dry needling: a "
        "prospective survey of chartered physiotherapists. J Man Manip Ther 2014; 22: 134–140.",
        "https://doi.org/10.1179/2042618613Y.0000000044",
    ),
)

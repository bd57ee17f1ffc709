"""统筹基金的措辞. What is said of a pool's year, in Chinese and English."""

from msgspec.structs import replace

from app.model.funds import FundsTold
from app.wording import policy_in_words
from app.wording.template import sentence


def funds_in_words(told: FundsTold) -> FundsTold:
    """成文. With every rule, question and finding in words."""
    return replace(
        told,
        reasons=tuple(replace(each, text=sentence("fund", each.rule, {})) for each in told.reasons),
        findings=tuple(replace(each, text=sentence("fund", each.code, {})) for each in told.findings),
        questions=tuple(replace(each, text=sentence("fund", f"ask_{each.code}", {})) for each in told.questions),
        policy=policy_in_words(told.policy),
    )

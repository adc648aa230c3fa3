"""Figures on survival and response for those who asked: of groups, with what lies beside them and a caveat."""

from collections.abc import Iterator

from knowledge.tailoring import load_figures, load_wording
from pipeline.plain import number
from schemas.answer import Reason, Statement
from schemas.evaluation import Evaluation
from schemas.profile import Profile
from schemas.tailoring import Figures, ScoreFigures


def figures(profile: Profile, evaluation: Evaluation, concepts: tuple[str, ...]) -> tuple[Statement, ...]:
    """Statements with figures for the scores of the records and the treatments asked about; or that there are none.

    Nothing is worked out for this person: the figures are those of published groups (MDS_KNOWLEDGE 4.4).
    """
    board = load_figures(evaluation.disease)
    told = (*_survival(profile, evaluation, board), *_responses(evaluation, board, concepts))
    none = Statement(id="s-figures", text=load_wording().no_figures, verdict="information")
    return told or (none,)


def _survival(profile: Profile, evaluation: Evaluation, board: Figures) -> Iterator[Statement]:
    # Where nothing is weighed (20 % blasts or more, say), a score of the diagnosis says nothing any more.
    if evaluation.fit != "in_scope" or not evaluation.verdicts or evaluation.risk_side in ("conflict", "unknown"):
        return
    for group in board.scores:
        found = [(i, s.category) for i, s in enumerate(profile.stages) if s.system == group.system]
        named = {category for _, category in found}
        if len(named) == 1 and named <= set(group.categories):
            because = tuple(Reason(fact=f"stages[{i}]") for i, _ in found)
            yield _middle(group, named.pop(), because, board)
            return


def _middle(group: ScoreFigures, category: str, because: tuple[Reason, ...], board: Figures) -> Statement:
    at = group.categories.index(category)
    beside = [number(group.medians[i]) for i in (at - 1, at + 1) if 0 <= i < len(group.medians)]
    said = beside[0] if len(beside) == 1 else board.wording["beside_two"].format(first=beside[0], second=beside[1])
    text = board.wording["middle"].format(
        system=group.system, category=category, median=number(group.medians[at]), beside=said
    )
    return Statement(
        id=f"s-figures-{group.system.lower()}",
        about="risk",
        text=f"{text} {board.wording['caveat']}",
        verdict="information",
        because=because,
        sources=(group.source,),
    )


def _responses(evaluation: Evaluation, board: Figures, concepts: tuple[str, ...]) -> Iterator[Statement]:
    for entry in board.responses:
        verdicts = [v for v in evaluation.verdicts if v.concept == entry.concept and v.verdict in entry.verdicts]
        if entry.concept in concepts and verdicts:
            yield Statement(
                id=f"s-figures-{entry.concept}",
                about=entry.concept,
                text=entry.text,
                verdict="information",
                because=verdicts[0].because,
                sources=(entry.source,),
            )

# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Laboratory values quoted in a message to the patient."""

from bench.workshop.days import later, month, sex
from bench.workshop.dress import Doc
from bench.workshop.letters.tell import STYLES, Teller, denied, limit, trap, us_day, ym
from bench.workshop.markup import esc


def portal_message(d: Doc) -> None:
    """A thread in a portal: the patient quotes an old value, the nurse the day's counts in sentences, the doctor what they mean; another's value in the family."""
    tl, who, on = Teller(d), d.person, d.on
    old, before = tl.vague("us", "hemoglobin", 1.13, ym(later(on, -92)), later(on, -92).isoformat())
    number = old.removeprefix("hemoglobin ")
    rest = {n: tl.value("us", n, on) for n in STYLES["us"] if n != "mcv"}
    anc, anc_act = rest["neutrophils"]
    chemistry = tl.pick(
        f"Your {rest['creatinine'][0]}, {rest['ferritin'][0]} and {rest['lactate_dehydrogenase'][0]} came back too.",
        f"The chemistry shows {rest['creatinine'][0]}, {rest['ferritin'][0]} and {rest['lactate_dehydrogenase'][0]}.",
    )
    counts = tl.pick(f"Your {rest['hemoglobin'][0]} g/dL, {rest['platelets'][0]} per microliter and {rest['leukocytes'][0]} are in, with {anc}.",
                     f"Your blood count shows {rest['hemoglobin'][0]} g/dL, {rest['leukocytes'][0]}, {rest['platelets'][0]} per microliter and {anc}.")  # fmt: skip
    body = (
        f"<div class=h>myRiverbend &nbsp; <small>Messages</small></div><p class=d>Printed for: <b>{who.name}</b> &nbsp; born {us_day(who.born)} &nbsp; {sex(d)} &nbsp; record {who.ids[0]}<br>Subject: <b>Results of my blood work on {us_day(on)}</b></p>"
        f"<div class=a><b>{who.first} {esc(who.last)}</b> <i>{us_day(on)}, 8:05 AM</i><p>"
        + tl.say(f"Hi, I had my blood drawn this morning. Three months ago, in {month(later(on, -92))}, my hemoglobin was {number}. My cousin says hers is 13.9 and she feels great. Should I be taking iron?", before, lambda d, p: d.treat("iron", "other", "considered", p, may=True, any_status=["considered", "declined", "planned"])) + f"</p></div><div class=b><b>Hollis Abernathy-Reyes, RN</b> <i>{us_day(on)}, 2:41 PM</i><p>"
        + tl.say(f"Hi {who.first}, all of these are from the sample collected today, {us_day(on)}. {counts}", [rest[n][1] for n in ("hemoglobin", "platelets", "leukocytes")], anc_act) + " "
        + tl.say(chemistry, [rest[n][1] for n in ("creatinine", "ferritin", "lactate_dehydrogenase")]) + " "
        + tl.say("The reticulocyte tube clotted, so that one was not run, and the erythropoietin level is still pending.", trap("labs", "not run or pending", *({"analyte": a} for a in ("erythropoietin", "reticulocytes_percent", "reticulocytes")))) + "</p></div>"
        f"<div class=b><b>Dr. Anneliese Farquhar-Dietz</b> <i>{us_day(later(on, 1))}, 7:30 AM</i><p>"
        + tl.say("Thanks, both. A usual hemoglobin is about 12 to 16, and we would only think about blood if it fell under 7. Platelets under 10,000 would worry me. No iron, please; you do not have iron deficiency or hepatitis.", limit("hemoglobin", 7.0), limit("platelets", 10.0), limit("hemoglobin", 16.0), limit("hemoglobin", 13.9), denied("iron deficiency", "hepatitis")) + " "
        + tl.say("The bone marrow will tell us more. See you Thursday.") + "</p></div><p class=s>Do not use messages for urgent problems. This thread is part of the medical record.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10.5pt 'DejaVu Sans';line-height:1.3}.h{font-size:15pt;color:#1769aa}.d{font-size:9.5pt;border-bottom:.6pt solid #aaa;padding-bottom:5pt}.a{background:#eef5fb;border-radius:6pt;padding:7pt 9pt;margin:9pt 0 9pt 60pt}.b{background:#f4f4f4;border-radius:6pt;padding:7pt 9pt;margin:9pt 60pt 9pt 0}i{color:#666;font-size:8.5pt}.s{font-size:8.5pt}p{margin:4pt 0}"
    tl.press(body, css, "lab", "note", "other")
    d.also_dated = (later(on, 1),)

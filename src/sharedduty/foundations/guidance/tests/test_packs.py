"""What is in the packs, how a pack is read, what is refused and how it is named, and how two editions differ."""

import shutil
from datetime import date

import pytest

from sharedduty.foundations.guidance import api as guidance
from sharedduty.foundations.guidance import finding, shelf
from sharedduty.foundations.guidance.shelf import SHIPPED, load_all

PACK = """\
id: testshire-2026
title: Testshire arrangements
edition: first
layer: local
area: Testshire
status: draft
confidence: Low
source: invented for a test
source_not_held: invented
retrieved_on: 2026-01-01
in_force_from: 2026-01-01
"""
CLOCKS = """\
referral.written:
  title: Confirm a call in writing
  starts_at: [verbal request made]
  completed_by: written request received
  quantity: 24
  unit: hour
  force: local
  owner: referrer
  citation: TS 1
  binding: event_date
"""
PROVISIONS = (
    "citation,document,paragraph,force,paraphrase,source\nTS 1,Testshire,1,local,Confirm within a day,invented\n"
)


@pytest.fixture
def write(tmp_path):
    def _write(pack=PACK, clocks=CLOCKS, provisions=PROVISIONS, name="testshire-2026", **tables):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for file, text in {"pack.yaml": pack, "clocks.yaml": clocks, "provisions.csv": provisions}.items():
            if text is not None:
                (folder / file).write_text(text, encoding="utf-8")
        for table, text in tables.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        return folder

    return _write


@pytest.fixture
def local_packs(tmp_path, monkeypatch):
    monkeypatch.setenv("PACKS_DIR", str(tmp_path))
    shelf.forget_packs()
    yield tmp_path
    monkeypatch.undo()
    shelf._Shelf.packs = None
    shelf.forget_packs()


def faults(folder, **more):
    _, found = load_all({folder.name: folder, **more})
    return [str(fault) for fault in found]


def test_every_shipped_pack_holds_together():
    packs, found = load_all(shelf.pack_folders())
    assert found == []
    assert set(packs) == {path.name for path in SHIPPED.iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("clocks", "unit: hour", "unit: fortnight", "2026/clocks.yaml:6: referral.written.unit: 'fortnight' is not"),
        ("clocks", "quantity: 24", "quantity: many", "clocks.yaml:5: referral.written.quantity: 'many' should be a whole number"),
        ("clocks", "quantity: 24", "quantity: -1", "clocks.yaml:5: referral.written.quantity: A limit needs a number"),
        ("clocks", "  unit: hour\n", "", "referral.written.quantity: a number needs a unit"),
        ("clocks", "  quantity: 24\n  unit: hour\n", "", "referral.written.wording: a clock without a number says"),
        ("clocks", "unit: hour", 'unit: fixed_date\n  fixed_on: "31 June"', "A fixed date is written MM-DD"),
        ("clocks", "citation: TS 1", "citation: TS 9", "clocks.yaml:1: referral.written.citation: no provision"),
        ("clocks", "force: local", "forse: local", "clocks.yaml:7: referral.written.forse: there is no such field"),
        ("clocks", "  owner: referrer\n", "", "clocks.yaml:1: referral.written.owner: this is missing"),
        ("clocks", "owner: referrer", "owner: The Referrer", "clocks.yaml:8: referral.written.owner: an owner is a role"),
        ("clocks", "referral.written:", "Referral Written:", "a clock key is small letters"),
        ("clocks", "referral.written:", "referral.written: &a", ""),
        ("clocks", "  title:", "title:", "clocks.yaml:"),
        ("clocks", "force: local", "force: local\n  force: must", "clocks.yaml:8: force: this key is there twice"),
        ("clocks", "binding: event_date", "binding: always", "'always' is not one of case_start, event_date, always_current"),
        ("pack", "layer: local", "layer: parish", "pack.yaml:4: layer: 'parish' is not one of statute"),
        ("pack", "area: Testshire\n", "", "area: a local pack says which area it is of"),
        ("pack", "id: testshire-2026", "id: other-2026", "pack.yaml:1: id: 'other-2026' is not the name of its folder"),
        ("pack", "status: draft", "status: verified", "status: a verified pack says who verified it and when"),
        ("pack", "in_force_from: 2026-01-01", "in_force_from: soon", "pack.yaml:11: in_force_from: 'soon' should be a date"),
        ("pack", "in_force_from: 2026-01-01\n", "", "in_force_from: only a prospective pack"),
        ("pack", "source: inv", "in_force_to: 2025-01-01\nsource: inv", "pack.yaml:8: in_force_to: it ends before it begins"),
        ("pack", "title: Testshire arrangements\n", "", "title: this is missing"),
        ("pack", "source: inv", "based_on: nowhere-1\nsource: inv", "pack.yaml:8: based_on: there is no pack 'nowhere-1'"),
        ("pack", "source_not_held: invented\n", "", "source_sha256: give either source_sha256"),
        ("pack", "source_not_held: invented", "source_sha256: abc", "pack.yaml:9: source_sha256: a hash is 64"),
        ("pack", "source_not_held: inv", f"source_sha256: {'a' * 64}\nsource_not_held: inv", "source_sha256: give either"),
        ("pack", "retrieved_on: 2026-01-01\n", "", "retrieved_on: say on which day the source was fetched"),
        ("provisions", "TS 1,Testshire,1,local", "TS 1,Testshire,1,perhaps", "provisions.csv:2: TS 1: force: 'perhaps'"),
        ("provisions", "invented\n", "invented\nTS 1,Testshire,1,local,Again,x\n", "provisions.csv:3: TS 1: this key is"),
        ("provisions", ",invented", "", "provisions.csv:2: 5 cells where the header has 6"),
        ("provisions", "document", "paper", "provisions.csv:1: the columns must be citation,document"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_naming_file_line_and_key(write, file, old, new, said):
    texts = {"pack": PACK, "clocks": CLOCKS, "provisions": PROVISIONS}
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new, 1)
    found = faults(write(**texts))
    assert (found == []) if said == "" else any(said in fault for fault in found), found


def test_all_faults_of_a_pack_are_named_at_once(write):
    found = faults(write(clocks=CLOCKS.replace("unit: hour", "unit: age").replace("force: local", "force: maybe")))
    assert len(found) == 2


def test_what_is_no_pack_is_refused(write, tmp_path):
    assert "no such file, so this folder is no pack" in faults(write(pack=None))[0]
    assert "no table is called wishes" in faults(write(wishes="a,b\n1,2\n"))[0]
    (write() / "more.yaml").write_text("a: 1\n", encoding="utf-8")
    assert "no other YAML" in faults(tmp_path / "testshire-2026")[0]
    assert "this is not YAML" in faults(write(name="t-2", pack="id: [", clocks=None, provisions=None))[0]


def test_a_pointer_to_nothing_and_an_empty_cell_are_refused(write):
    seats = "group_id,order,role_title,organisation,is_chair,is_vice_chair,membership_type,seed,section,line\n"
    found = faults(write(seats=seats + "NOPE,1,Member,,no,no,member,000,x,1\nNOPE,2,,,no,no,member,000,x,1\n"))
    assert any("seats.csv:2: NOPE/1: group_id: no 'NOPE' in groups" in fault for fault in found)
    assert any("seats.csv:3: NOPE/2: role_title is empty" in fault for fault in found)


BASED = PACK.replace("testshire-2026", "testshire-2027").replace("source:", "based_on: testshire-2026\nsource:")


def test_a_later_edition_is_the_earlier_plus_added_and_changed_minus_removed(write):
    earlier = write(clocks=CLOCKS + CLOCKS.replace("referral.written", "old.clock"))
    clocks = "changed:\n  referral.written:\n    quantity: 48\nremoved:\n  old.clock: no longer done\nadded:\n"
    clocks += "  " + CLOCKS.replace("referral.written", "new.clock").replace("\n", "\n  ").rstrip() + "\n"
    provisions = (
        "change,citation,document,paragraph,force,paraphrase,source\nchanged,TS 1,,,,Confirm within two days,\n"
        "added,TS 2,Testshire,2,local,Something,new\n"
    )
    later = write(pack=BASED, clocks=clocks, provisions=provisions, name="testshire-2027")
    packs, found = load_all({earlier.name: earlier, later.name: later})
    assert found == []
    one = packs["testshire-2027"]
    assert {key: clock.quantity for key, clock in one.clocks.items()} == {"referral.written": 48, "new.clock": 24}
    assert {clock.pack for clock in one.clocks.values()} == {"testshire-2027"}
    assert one.provisions["TS 1"].paraphrase == "Confirm within two days" and one.provisions["TS 1"].paragraph == "1"
    assert packs["testshire-2026"].clocks["referral.written"].quantity == 24


@pytest.mark.parametrize(
    ("clocks", "said"),
    [
        ("changed:\n  nope:\n    quantity: 1\n", "clocks.yaml:2: nope: testshire-2026 has no such clock to change"),
        ("removed:\n  nope: reason\n", "clocks.yaml:2: nope: testshire-2026 has no such clock to remove"),
        ("removed:\n  referral.written:\n", "clocks.yaml:2: referral.written: a removal gives its reason"),
        ("added:\n  referral.written:\n    quantity: 1\n", "already has this clock: put it under changed"),
        ("referral.written:\n  quantity: 1\n", "has only added, changed, removed, every_clock"),
        ("changed:\n  referral.written:\n    quantity: -4\n", "clocks.yaml:3: referral.written.quantity"),
        ("changed:\n  referral.written: 48\n", "a clock is a mapping of fields"),
    ],
)
def test_a_diff_that_does_not_fit_is_refused(write, clocks, said):
    earlier = write()
    later = write(pack=BASED, clocks=clocks, provisions=None, name="testshire-2027")
    found = faults(later, **{earlier.name: earlier})
    assert any(said in fault for fault in found), found


def test_packs_that_go_round_in_a_circle_are_refused(write):
    one = write(pack=PACK.replace("source:", "based_on: testshire-2027\nsource:"), clocks=None, provisions=None)
    two = write(pack=BASED, clocks=None, provisions=None, name="testshire-2027")
    assert any("circle" in fault for fault in faults(one, **{two.name: two}))


def test_a_local_pack_is_taken_up_and_a_broken_one_is_refused_while_the_running_ones_stay(write, local_packs):
    write()
    shelf.forget_packs()
    assert guidance.pack("testshire-2026").clocks["referral.written"].quantity == 24
    write(clocks=CLOCKS.replace("unit: hour", "unit: age"))
    shelf.forget_packs()
    assert guidance.pack("testshire-2026").clocks["referral.written"].quantity == 24
    assert "unit: 'age' is not one of" in str(guidance.refused()[0])
    assert "wt-2018" in guidance.packs()
    write(clocks=CLOCKS.replace("24", "36"))
    shelf.forget_packs()
    assert guidance.pack("testshire-2026").clocks["referral.written"].quantity == 36
    assert guidance.refused() == ()
    shutil.rmtree(local_packs / "testshire-2026")
    shelf.forget_packs()
    assert "testshire-2026" not in guidance.packs()


def test_a_local_pack_may_not_stand_in_for_a_shipped_one(write, local_packs):
    write(name="wt-2018", pack=PACK.replace("testshire-2026", "wt-2018"))
    shelf.forget_packs()
    assert guidance.pack("wt-2018").layer == "statutory_guidance"


# ---- what the shipped packs hold


@pytest.mark.rows("GL-TH-01", "GL-TH-05", "GL-TH-15")
def test_the_threshold_document_of_gloucestershire_is_whole():
    for pack in ("gloucestershire-2019", "gloucestershire-2023"):
        levels = guidance.threshold_levels(pack)
        assert [(level.number, level.name) for level in levels] == [
            (1, "Universal"), (2, "Additional"), (3, "Intensive"), (4, "Specialist"),
        ]  # fmt: skip
        assert all(level.services and level.description and level.plan and level.intended_outcome for level in levels)
        counts = [len(guidance.indicators(level=n, pack_id=pack)) for n in (1, 2, 3, 4)]
        assert counts == [31, 54, 51, 75] and sum(counts) == 211
        assert [len(found) for found in guidance.dimensions(pack).values()] == [7, 3, 3]
        assert sum(i.in_context for i in guidance.indicators(pack_id=pack)) == 3
        assert [len(criteria) for criteria in guidance.level4_categories(pack).values()] == [5, 1, 1]


@pytest.mark.rows("GL-PA-02")
def test_partners_succession_and_functions_of_gloucestershire():
    earlier, later = guidance.pack("gloucestershire-2019"), guidance.pack("gloucestershire-2023")
    now = {row["organisation"]: row for row in later.rows("organisations")}
    board, group = (
        now["Gloucestershire NHS Integrated Care Board"],
        now["NHS Gloucestershire Clinical Commissioning Group"],
    )
    assert (board["succeeds"], board["valid_from"]) == (group["organisation"], "2022-07-01")
    assert (group["succeeded_by"], group["valid_to"]) == (board["organisation"], "2022-06-30")
    for one, health in ((earlier, group["organisation"]), (later, board["organisation"])):
        partners = [r for r in one.rows("organisations") if not r["valid_to"]]
        safeguarding = {r["organisation"] for r in partners if "safeguarding partner" in r["roles"]}
        review = {r["organisation"] for r in partners if "child death review partner" in r["roles"]}
        assert safeguarding == {"Gloucestershire County Council", "Gloucestershire Constabulary", health}
        assert review == {"Gloucestershire County Council", health}
    assert len(earlier.rows("duty_body_classes")) == 9
    assert len(later.rows("partnership_functions")) == 18
    assert (len(earlier.rows("groups")), len(later.rows("groups")), len(earlier.rows("seats"))) == (18, 30, 118)


def test_the_funding_table_is_kept_as_printed_with_what_does_not_add_up_beside_it():
    pack = guidance.pack("gloucestershire-2019")
    total = sum(int(row["contribution_gbp_stated"]) for row in pack.rows("funding"))
    check = pack.rows("funding_checks")[0]
    assert (str(total), check["stated"], check["difference"]) == (check["computed"], "232382", "1000")


def test_the_choices_the_guidance_lays_down_are_lists_with_citations():
    on = date(2026, 11, 23)
    steps = [outcome.code for outcome in guidance.outcomes("referral.next_steps", on=on)]
    assert steps[:6] == [
        "immediate_protection", "section17_assessment", "section47_enquiries", "services", "specialist_assessment", "see_child",
    ]  # fmt: skip
    assert {"early_help", "advice", "no_further_action"} <= set(steps)
    assert len(guidance.outcomes("sharing.no_consent_ground", on=on)) == 3
    assert len(guidance.outcomes("family.not_told_ground", on=on)) == 2
    assert len(guidance.outcomes("police_protection.ground", on=on)) == 2
    assert len(guidance.outcomes("referral.content", on=on)) == 3
    for name in guidance.pack("wt-2018").outcomes:
        assert all(guidance.provision(o.citation) for o in guidance.outcomes(name, on=on))


def test_every_citation_of_every_clock_resolves():
    for one in guidance.packs().values():
        for clock in one.clocks.values():
            for part in clock.citation.split("; "):
                assert guidance.provision(part).paraphrase, (one.id, clock.key, part)
    with pytest.raises(guidance.UnknownProvision):
        guidance.provision("WT2018 ch9 ¶1")


@pytest.mark.rows("D1")
def test_an_edition_is_known_by_its_files_hash_and_day_or_says_that_no_file_is_held():
    for one in guidance.packs().values():
        assert one.retrieved_on, one.id
        assert bool(one.source_sha256) != bool(one.source_not_held), one.id
    with_file = {one.id for one in guidance.packs().values() if one.source_sha256}
    assert {"wt-2018", "gloucestershire-2019", "gloucestershire-2023", "hertfordshire-2007"} <= with_file
    assert guidance.pack("wt-2018").source_sha256 == guidance.pack("dorset-2018").source_sha256, "printed in one pack"
    assert not guidance.pack("wt-2026").source_sha256 and guidance.pack("wt-2026").status == "draft"


@pytest.mark.rows("D2")
def test_every_edition_of_the_review_is_shipped_and_what_was_not_read_says_so():
    wanted = [
        "wt-2006",
        "wt-2015",
        "wt-2018",
        "wt-2018-update-2020",
        "wt-2023",
        "wt-2026",
        "ca2004-2018",
        "si-2018-789",
    ]
    wanted += ["cwsa-s16la-2026", "cwsa-macpt", "cwsa-identifier", "cwsa-education", "cpa-csa-duty", "cdr-2018", "dhr"]
    wanted += ["dardr", "panel-2019", "panel-2022", "panel-2025", *(f"kcsie-{year}" for year in range(2018, 2027))]
    packs = guidance.packs()
    assert [name for name in wanted if name not in packs] == []
    for name in wanted:
        if packs[name].confidence.startswith("Low"):
            assert packs[name].status in ("draft", "prospective", "superseded"), name
            assert all(clock.status != "verified" for clock in packs[name].clocks.values()), name


@pytest.mark.rows("D6")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CCG", "health_partner"), ("Primary Care Trust", "health_partner"), ("integrated care board", "health_partner"),
        ("SCR", "serious_review"), ("LSCB", "partnership"), ("lead professional", "help_lead"), ("DHR", "dom_homicide_review"),
    ],
)  # fmt: skip
def test_an_old_name_and_a_new_one_find_the_same(words, found):
    held = finding.find(words, date(2026, 11, 26))
    assert found in {term.key for _, term in held.terms}, held.also


def test_clocks_are_found_by_words_key_and_source_id_and_nothing_by_nothing():
    on = date(2026, 11, 26)
    for words in ("initial conference", "icpc.hold", "WT-CLK-05"):
        assert "icpc.hold" in {clock.key for _, clock in finding.find(words, on).clocks}
    for words in ("", "   ", "\x00", "%", "zzz"):
        assert finding.find(words, on).count == 0


def test_what_says_the_same_is_not_told_as_a_difference():
    found = guidance.diff("wt-2018", "wt-2026")
    assert {change.key for change in found.said_anew("clocks")} >= {"lac.death.notify", "icpc.hold"}
    again = found.said_again("clocks")
    assert len(again) > 40 and all(change.says_the_same for change in again)
    assert found.differences == len(found.changes) - len(again)


def test_the_legal_bases_are_a_provision():
    assert "Ten Acts and regulations" in guidance.provision("WT2018 intro ¶7").paraphrase


def test_terms_follow_the_edition_and_keep_the_other_names_for_searching():
    assert guidance.term("health_partner", on=date(2019, 1, 1)).short == "CCG"
    now = guidance.term("health_partner", on=date(2026, 11, 23))
    assert now.short == "ICB" and "CCG" in now.synonyms
    assert guidance.term("allegations_officer", "wt-2018").term == "designated officer"
    assert guidance.vocabulary("front_door_decision")["early_help"]


def test_prospective_editions_are_shown_and_never_in_force():
    prospective = [one for one in guidance.packs().values() if one.status == "prospective"]
    assert {one.id for one in prospective} == {
        "cwsa-macpt",
        "cwsa-identifier",
        "cwsa-education",
        "cpa-csa-duty",
        "dardr",
    }
    in_force = guidance.editions_in_force(date(2030, 1, 1))
    assert not set(prospective) & set(in_force)


def test_one_statutory_edition_of_working_together_is_in_force_on_any_day():
    for day in ("2018-07-04", "2023-12-14", "2023-12-15", "2026-03-17", "2026-03-18", "2026-11-23"):
        there = guidance.editions_in_force(date.fromisoformat(day))
        found = [p.id for p in there if p.id.startswith("wt-") and p.clocks]
        assert len(found) == 1, (day, found)


def test_the_difference_between_two_editions_can_be_read():
    found = guidance.diff("gloucestershire-2019", "gloucestershire-2023")
    assert "scr.complete" in {change.key for change in found.of("clocks", "removed")}
    group = next(c for c in found.of("organisations", "changed") if "Clinical Commissioning" in c.key)
    assert ("succeeded_by", "", "Gloucestershire NHS Integrated Care Board") in group.fields
    assert found.of("groups", "added") and found.lists[0] == "clocks"
    carried = guidance.diff("wt-2018", "wt-2026")
    assert {c.key for c in carried.of("clocks", "added")} == {"yearly.report.sept", "careleaver.death.notify"}
    same = guidance.diff("wt-2018", "wt-2018")
    assert (same.changes, same.facts) == ((), ())
    back = guidance.diff("gloucestershire-2023", "gloucestershire-2019")
    assert {c.key for c in back.of("clocks", "added")} == {c.key for c in found.of("clocks", "removed")}

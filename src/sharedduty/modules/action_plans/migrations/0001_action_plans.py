import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "recommendation",
                    models.CharField(db_index=True, help_text="by reference: it lies in another file", max_length=14),
                ),
                ("stage", models.CharField(default="asked", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("wording", models.TextField(help_text="what the agency is told of the recommendation")),
                ("asked", models.TextField(help_text="what this agency is asked")),
                (
                    "front_line",
                    models.BooleanField(default=True, help_text="whether a change at the front line is meant"),
                ),
                (
                    "hard_to_measure",
                    models.BooleanField(default=False, help_text="it cannot be rated before it is defined"),
                ),
                ("definition", models.TextField(blank=True)),
                ("indicator", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("answer_by_on", models.DateField(null=True)),
                (
                    "answered_on",
                    models.DateField(help_text="when it first answered: planned, or not for us", null=True),
                ),
                ("what", models.TextField(blank=True, help_text="what the agency does")),
                ("owner", models.TextField(blank=True, help_text="who does it: post")),
                ("due_on", models.DateField(null=True)),
                ("intended", models.TextField(blank=True, help_text="what will be different")),
                ("monitored", models.TextField(blank=True, help_text="how it is watched and reviewed")),
                ("signed_by", models.TextField(blank=True, help_text="the senior who signed up to it: name and post")),
                (
                    "own_plan",
                    models.TextField(blank=True, help_text="where it stands in the agency's own plan or tracker"),
                ),
                ("not_for_us", models.TextField(blank=True, help_text="why it does not apply to this agency")),
                ("done_on", models.DateField(null=True)),
                ("adopted_on", models.DateField(help_text="when the change took effect in practice", null=True)),
                ("effect_on", models.DateField(help_text="when the effect was checked and shown", null=True)),
                ("colour", models.CharField(blank=True, help_text="the latest rating", max_length=10)),
                ("rated_on", models.DateField(null=True)),
                ("look_on", models.DateField(help_text="when its effect is to be looked at", null=True)),
                ("look_how", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "asked_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "asked_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "owner_post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list actionplan.product", max_length=20)),
                ("title", models.TextField()),
                ("owner", models.TextField(help_text="post and body")),
                ("added_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Carrying",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("since_on", models.DateField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="action_plans.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list actionplan.evidence", max_length=20)),
                ("title", models.TextField()),
                ("kept_at", models.TextField(help_text="where it is kept: a link, a file, a system")),
                ("shows", models.TextField(help_text="what it shows, in a sentence")),
                ("dated_on", models.DateField()),
                (
                    "lever",
                    models.CharField(
                        blank=True, help_text="what it is about: a code of actionplan.lever", max_length=20
                    ),
                ),
                ("lever_worked", models.BooleanField(null=True)),
                (
                    "first_given",
                    models.CharField(blank=True, help_text="the piece it uses again, by reference", max_length=14),
                ),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("done", "What was done"),
                            ("adopted", "Is it in place"),
                            ("effect", "What is the effect at the front line"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "holds",
                    models.BooleanField(help_text="whether the answer is yes; a look that found nothing yet is a no"),
                ),
                ("text", models.TextField()),
                (
                    "known_from",
                    models.TextField(blank=True, help_text="how that is known: audit, supervision, what children say"),
                ),
                ("found_on", models.DateField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list actionplan.product", max_length=20)),
                ("title", models.TextField()),
                ("kept_at", models.TextField()),
                ("made_on", models.DateField()),
                ("came_of_it", models.TextField(blank=True, help_text="what came of it, apart from its being there")),
                ("came_of_it_on", models.DateField(null=True)),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RagRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "colour",
                    models.CharField(choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")], max_length=10),
                ),
                ("reason", models.TextField()),
                ("rated_on", models.DateField()),
                ("own_words", models.TextField(blank=True, help_text="as it stands in the agency's own tracker")),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reissue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reissued_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reissues", to="action_plans.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "says",
                    models.CharField(
                        choices=[
                            ("yes", "It carries it"),
                            ("not_yet", "It was missed: the next issue carries it"),
                            ("declined", "Left out on purpose"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "carrying",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="action_plans.carrying"
                    ),
                ),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "reissue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="action_plans.reissue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("changed", models.TextField(help_text="what changed, and why")),
                ("audience", models.TextField()),
                ("channel", models.TextField()),
                ("shared_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("received", models.TextField(blank=True, help_text="who confirmed it, and how many of how many")),
                ("understood", models.TextField(blank=True, help_text="how it was seen that they understood it")),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="action_plans.actionpart",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrackedRecommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="received", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("wording", models.TextField(help_text="the recommendation, in the words of its source")),
                (
                    "source_kind",
                    models.CharField(help_text="a code of the pack's list actionplan.source", max_length=20),
                ),
                ("source_title", models.TextField(help_text="which review, audit or inspection")),
                (
                    "source_record",
                    models.CharField(blank=True, help_text="the record here it came from, by reference", max_length=14),
                ),
                ("source_number", models.CharField(blank=True, help_text="its number in the source", max_length=20)),
                (
                    "handover",
                    models.CharField(
                        blank=True, help_text="the hand-over it was taken up from, by reference", max_length=14
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        help_text="how strongly it is worded: a code of actionplan.modality", max_length=20
                    ),
                ),
                ("addressee", models.TextField(blank=True, help_text="whom the source names: bodies and posts")),
                (
                    "gap",
                    models.CharField(
                        blank=True, help_text="where the gap lies: a code of actionplan.gap", max_length=20
                    ),
                ),
                (
                    "breadth",
                    models.CharField(
                        blank=True, help_text="local or national: a code of actionplan.breadth", max_length=20
                    ),
                ),
                ("made_on", models.DateField(help_text="when the source made it")),
                ("came_at", models.DateTimeField(help_text="when it came into the register")),
                (
                    "priority",
                    models.CharField(default="next", help_text="a code of actionplan.priority", max_length=20),
                ),
                (
                    "front_line",
                    models.BooleanField(
                        help_text="whether it means a change at the front line; unknown until looked at", null=True
                    ),
                ),
                (
                    "hard_to_measure",
                    models.BooleanField(
                        default=False, help_text="a concept that needs a definition before it is rated"
                    ),
                ),
                (
                    "definition",
                    models.TextField(blank=True, help_text="what is meant by it, so that two people rate it alike"),
                ),
                ("indicator", models.TextField(blank=True, help_text="what would show it")),
                (
                    "said_before",
                    models.CharField(blank=True, help_text="an earlier one it repeats, by reference", max_length=14),
                ),
                ("said_before_because", models.TextField(blank=True)),
                ("accepted_on", models.DateField(null=True)),
                ("accepted_by", models.TextField(blank=True, help_text="name and post")),
                ("owner", models.TextField(blank=True, help_text="who answers for it as a whole: post and body")),
                ("due_on", models.DateField(null=True)),
                ("intended", models.TextField(blank=True, help_text="what will be different")),
                ("measure", models.TextField(blank=True, help_text="how one will know")),
                ("ended_on", models.DateField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        help_text="who steers it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.group",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="the business unit",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Retirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("superseded", "Superseded by"), ("merged", "Merged into")], max_length=20
                    ),
                ),
                (
                    "goes_on_in",
                    models.CharField(db_index=True, help_text="where it goes on, by reference", max_length=14),
                ),
                ("why", models.TextField()),
                ("ended_at", models.DateTimeField(help_text="when it was opened again", null=True)),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirements",
                        to="action_plans.trackedrecommendation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecommendationReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="action_plans.trackedrecommendation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("close", "Close it: practice has changed"),
                            ("supersede", "A newer one takes its place"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "successor",
                    models.CharField(blank=True, help_text="what takes its place, by reference", max_length=14),
                ),
                ("why", models.TextField()),
                ("proposed_by", models.TextField(help_text="name and post")),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.TextField(blank=True, help_text="name and post")),
                ("agreed", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="action_plans.trackedrecommendation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="carrying",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carryings",
                to="action_plans.trackedrecommendation",
            ),
        ),
        migrations.AddIndex(
            model_name="actionpart",
            index=models.Index(fields=["scope", "stage", "due_on"], name="action_part_list"),
        ),
        migrations.AddConstraint(
            model_name="actionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("colour", ""), ("rated_on__isnull", False), _connector="OR"),
                name="no_colour_without_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "not_applicable"), _negated=True),
                    models.Q(("not_for_us", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_applicable_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["area", "title"], name="document_by_title"),
        ),
        migrations.AddConstraint(
            model_name="ragrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="no_colour_without_its_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="reissue",
            constraint=models.UniqueConstraint(
                fields=("document", "reissued_on"), name="one_reissue_of_a_document_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("carrying", "reissue"), name="one_answer_for_an_issue"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", "yes"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="left_out_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="trackedrecommendation",
            index=models.Index(fields=["scope", "stage", "priority", "due_on"], name="recommendation_board"),
        ),
        migrations.AddIndex(
            model_name="trackedrecommendation",
            index=models.Index(fields=["source_record"], name="recommendation_source"),
        ),
        migrations.AddConstraint(
            model_name="trackedrecommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_on__isnull", True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="accepted_with_owner_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)), fields=("recommendation",), name="one_open_proposal"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "close"), models.Q(("successor", ""), _negated=True), _connector="OR"),
                name="superseding_names_its_successor",
            ),
        ),
        migrations.AddConstraint(
            model_name="carrying",
            constraint=models.UniqueConstraint(fields=("recommendation", "document"), name="a_document_is_named_once"),
        ),
        rowsecurity.protect("action_plans_trackedrecommendation"),
        rowsecurity.protect("action_plans_proposal"),
        rowsecurity.protect("action_plans_retirement"),
        rowsecurity.protect("action_plans_recommendationreason"),
        rowsecurity.protect("action_plans_actionpart"),
        rowsecurity.protect("action_plans_partanswer"),
        rowsecurity.protect("action_plans_ragrating"),
        rowsecurity.protect("action_plans_evidence"),
        rowsecurity.protect("action_plans_sharing"),
        rowsecurity.protect("action_plans_product"),
        rowsecurity.protect("action_plans_partreason"),
        rowsecurity.protect("action_plans_carrying"),
        rowsecurity.protect("action_plans_mention"),
    ]

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0010_exclusions_are_taken_over"),
        ("directory", "0002_names_and_seat_holdings"),
        ("people", "0009_births_for_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="looking", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "referral",
                    models.CharField(help_text="the referral it was taken up from, by reference", max_length=14),
                ),
                ("wanted", models.CharField(max_length=12)),
                (
                    "concern",
                    models.CharField(
                        blank=True, help_text="a code of the pack's list allegation.concern", max_length=20
                    ),
                ),
                ("accused_name", models.TextField()),
                ("accused_work", models.TextField()),
                ("accused_email", models.TextField(blank=True)),
                ("worker", models.CharField(max_length=20)),
                ("employer", models.TextField()),
                ("sector", models.CharField(max_length=20)),
                ("opened_at", models.DateTimeField()),
                ("next_on", models.DateField(help_text="when its progress is looked at next", null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, help_text="a code of the pack's list allegation.outcome", max_length=20
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "accused",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="the designated officer's, or stand-in's",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AllegationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("what", models.CharField(help_text="way or outcome", max_length=20)),
                ("chosen", models.CharField(max_length=20)),
                ("reasons", models.TextField()),
                ("decided_by", models.TextField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="allegations.allegation",
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
            ],
        ),
        migrations.CreateModel(
            name="AllegationJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("criteria", models.JSONField(help_text="by code: answer and reasons")),
                ("trust", models.JSONField(help_text="position of trust: answer and reasons")),
                (
                    "transfer",
                    models.JSONField(help_text="risk carried over from private life or other work: answer and reasons"),
                ),
                ("judged_by", models.TextField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="allegations.allegation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AllegationReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="allegations.allegation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AllegationTelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("told", models.CharField(help_text="a code of the pack's list allegation.told", max_length=20)),
                ("recipient", models.TextField()),
                ("held_back", models.BooleanField(default=False)),
                ("what", models.TextField(help_text="what they were told, or why it is held back")),
                ("told_at", models.DateTimeField(null=True)),
                ("told_by", models.TextField(blank=True)),
                ("how", models.TextField(blank=True)),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="allegations.allegation",
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
            ],
        ),
        migrations.CreateModel(
            name="ConcernedChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
                ("welfare", models.CharField(blank=True, help_text="handed, known or none", max_length=12)),
                ("welfare_why", models.TextField(blank=True)),
                ("welfare_at", models.DateTimeField(null=True)),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="allegations.allegation",
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
            ],
        ),
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("spoke_at", models.DateTimeField()),
                ("spoke_with", models.TextField()),
                ("text", models.TextField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="allegations.allegation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("discussed_at", models.DateTimeField()),
                ("spoke_with", models.TextField()),
                ("concern", models.CharField(max_length=20)),
                ("at_once", models.TextField(help_text="what to do at once")),
                ("employment", models.TextField()),
                ("safeguarding", models.TextField()),
                (
                    "talk",
                    models.TextField(
                        blank=True, help_text="who may say what to whom until the police and social care agree"
                    ),
                ),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussions",
                        to="allegations.allegation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmployerContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("organisation", models.TextField()),
                ("sector", models.CharField(max_length=20)),
                ("contact", models.TextField(help_text="name and post")),
                ("reach", models.TextField(help_text="telephone or address")),
                (
                    "policy",
                    models.CharField(help_text="what its policy holds: timescales, without or not_seen", max_length=20),
                ),
                ("ended_at", models.DateTimeField(help_text="when they stopped being the contact", null=True)),
                ("recorded_at", models.DateTimeField()),
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
            name="ProgressReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("pace", models.TextField()),
                ("fairness", models.TextField()),
                ("thoroughness", models.TextField()),
                ("next_on", models.DateField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="allegations.allegation"
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "wanted",
                    models.CharField(
                        choices=[("referral", "I refer an allegation"), ("advice", "I want advice only")], max_length=12
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("employer", "It came to an employer's or organisation's attention"),
                            ("police", "It was made directly to the police"),
                            ("other", "It came in another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("accused_name", models.TextField()),
                ("accused_email", models.TextField(blank=True)),
                ("accused_work", models.TextField(help_text="their work, and how they reach children")),
                ("worker", models.CharField(help_text="a code of the pack's list allegation.worker", max_length=20)),
                ("employer", models.TextField()),
                ("sector", models.CharField(help_text="a code of the pack's list allegation.sector", max_length=20)),
                (
                    "came_at",
                    models.DateTimeField(help_text="when the employer, the police or the sender came to know: day 0"),
                ),
                ("told_at", models.DateTimeField(help_text="when the designated officer was told")),
                ("late_because", models.TextField(blank=True)),
                ("senior_told", models.TextField(help_text="the most senior person not implicated, who was told")),
                ("what_happened", models.TextField()),
                ("told_from", models.TextField(help_text="where the concern came from")),
                ("earlier", models.TextField(blank=True, help_text="earlier concerns")),
                ("children", models.TextField(help_text="which children, as the sender knows them")),
                ("child_safe", models.TextField(help_text="what was done so that the children are safe")),
                ("accused_knows", models.CharField(help_text="yes, no or not_known", max_length=12)),
                ("informed", models.TextField(blank=True, help_text="who else knows of it")),
                (
                    "inquiry_begun",
                    models.CharField(
                        help_text="yes, no or not_known: whether anybody has begun to enquire", max_length=12
                    ),
                ),
                ("sent_by_words", models.TextField(help_text="name, post and organisation of the sender")),
                (
                    "by_telephone",
                    models.BooleanField(default=False, help_text="written down for somebody without an account"),
                ),
                (
                    "allegation",
                    models.CharField(blank=True, help_text="the record it was taken into, by reference", max_length=14),
                ),
                ("taken_at", models.DateTimeField(null=True)),
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
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="the team it was given to",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReferralDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list allegation.duty", max_length=20)),
                ("body", models.TextField()),
                ("owed_by", models.TextField(help_text="whose duty it is: the organisation")),
                ("removed_on", models.DateField(help_text="when they were removed, or would have been")),
                ("would_have", models.BooleanField(default=False, help_text="they left first")),
                ("because", models.TextField()),
                ("referred_on", models.DateField(null=True)),
                ("referred_reference", models.TextField(blank=True)),
                (
                    "good_reason",
                    models.TextField(blank=True, help_text="why it was not made, in the organisation's words"),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="allegations.allegation"
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
            ],
        ),
        migrations.CreateModel(
            name="SamePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("other", models.CharField(help_text="the other allegation, by reference", max_length=14)),
                ("because", models.TextField()),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="linked", to="allegations.allegation"
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("text", models.TextField()),
                ("sent_to", models.TextField()),
                ("how", models.TextField()),
                ("sent_at", models.DateTimeField()),
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records_sent",
                        to="allegations.referral",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Strand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("kind", models.CharField(help_text="a code of the pack's list allegation.strand", max_length=20)),
                ("opened", models.CharField(help_text="open, closed or not_opened", max_length=12)),
                ("stands", models.TextField()),
                ("lead", models.TextField()),
                ("next_on", models.DateField(null=True)),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strands", to="allegations.allegation"
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuspensionView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("alternatives", models.JSONField(help_text="codes of the pack's list allegation.alternative")),
                ("alternatives_why", models.TextField()),
                ("officer_view", models.TextField()),
                ("decided", models.CharField(help_text="suspended, alternative or neither", max_length=20)),
                ("reasons", models.TextField()),
                ("decided_by", models.TextField(help_text="name and post, at the employer")),
                ("support", models.TextField(help_text="who supports the person accused")),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="allegations.allegation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="allegation",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="allegation_list"),
        ),
        migrations.AddConstraint(
            model_name="allegationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="an_allegation_decision_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="allegationtelling",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_back", True), ("told_at__isnull", False), _connector="OR"),
                name="a_telling_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernedchild",
            constraint=models.CheckConstraint(
                condition=models.Q(("welfare", ""), models.Q(("welfare_why", ""), _negated=True), _connector="OR"),
                name="a_childs_welfare_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["scope", "taken_at", "told_at"], name="referral_list"),
        ),
        migrations.AddConstraint(
            model_name="referralduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_at__isnull", True),
                    ("referred_on__isnull", False),
                    models.Q(("good_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_duty_settled_was_done_or_says_why_not",
            ),
        ),
        rowsecurity.protect("allegations_allegation"),
        rowsecurity.protect("allegations_allegationdecision"),
        rowsecurity.protect("allegations_allegationjudgement"),
        rowsecurity.protect("allegations_allegationreason"),
        rowsecurity.protect("allegations_allegationtelling"),
        rowsecurity.protect("allegations_concernedchild"),
        rowsecurity.protect("allegations_contactnote"),
        rowsecurity.protect("allegations_discussion"),
        rowsecurity.protect("allegations_employercontact"),
        rowsecurity.protect("allegations_progressreview"),
        rowsecurity.protect("allegations_referral"),
        rowsecurity.protect("allegations_referralduty"),
        rowsecurity.protect("allegations_sameperson"),
        rowsecurity.protect("allegations_sentrecord"),
        rowsecurity.protect("allegations_strand"),
        rowsecurity.protect("allegations_suspensionview"),
    ]

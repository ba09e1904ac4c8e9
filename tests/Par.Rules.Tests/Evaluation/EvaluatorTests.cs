using Par.Rules.Catalogue;
using Par.Rules.Evaluation;
using Par.Rules.Facts;
using Par.Rules.Feel;
using static Par.Rules.Tests.Evaluation.Province;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Evaluation;

public class EvaluatorTests
{
    private static readonly DateOnly Today = new(2025, 7, 10);
    private static readonly Province Rules = new(RuleFolder.Book(RuleFolder.Good()), "birth.card");

    [Fact]
    public void A_newborn_without_a_card_is_due_one()
    {
        var opening = Assert.IsType<Finding.Due>(Rules.Ask(Birth(), Child(), Today)).Opening;

        Assert.Equal(2, opening.Level);
        Assert.Equal("1.000001", opening.Procedure.Code);
        Assert.Equal("social-insurance/an-khe", opening.Agency!.Id);
        Assert.Equal("H17.2", opening.Agency.Code);
        Assert.Equal("049225000001", opening.OnceKey);
        Assert.Equal("Card for a child", opening.Title.En);
        Assert.Equal("Cấp thẻ cho An, sinh ngày 01/07/2025?", opening.Message!.Vi);
        Assert.Equal("A card for An, born on 1 July 2025?", opening.Message.En);
        Assert.True(opening.RequestNeeded);
        Assert.Equal("30 working days", opening.AnswerWithin.ToString());
        Assert.Equal(new Wording("Luật, Điều 12", "Law, art. 12"), Assert.Single(opening.Law).Ref);
    }

    [Fact]
    public void The_term_starts_on_the_day_of_registration_and_ends_by_the_calendar_of_the_agency()
    {
        var deadline = Assert.IsType<Finding.Due>(Rules.Ask(Birth(), Child(), Today)).Opening.Deadline!;

        Assert.Equal((new DateOnly(2025, 7, 9), null, "3 working days", "Decree 63/2024"), (deadline.FromDay, deadline.FromMoment, deadline.Term.ToString(), deadline.Law));
        Assert.Equal(new DateOnly(2025, 7, 14), deadline.DueBy(Rules.Catalogue.Calendars["plain"]).Day);
    }

    [Fact]
    public void A_prefilled_field_names_its_registry_and_day()
    {
        var prefill = Assert.IsType<Finding.Due>(Rules.Ask(Birth(), Child(), Today)).Opening.Prefill;

        Assert.Equal(["fullName", "dateOfBirth", "mother"], prefill.Select(field => field.Name));
        Assert.Equal("An", prefill[0].Value.AsString);
        Assert.Equal("Person.name population 2025-07-09", string.Join(", ", prefill[0].Sources.Select(Written)));
        Assert.Equal(["Person.name population 2025-07-09", "birth.registered.mother population 2025-07-09"], prefill[2].Sources.Select(Written));
    }

    [Fact]
    public void A_document_is_a_reference_with_its_registry_and_day()
    {
        var document = Assert.Single(Assert.IsType<Finding.Due>(Rules.Ask(Birth(), Child(), Today)).Opening.Documents);

        Assert.Equal(("birthRecord", "population"), (document.Name, document.Sources[0].Registry));
        Assert.Equal(ValueKind.String, document.Value.Kind);
    }

    [Fact]
    public void A_prefilled_field_that_is_unknown_does_not_hold_the_dossier_up()
    {
        var finding = Rules.Ask(Birth(("mother", Value.Of(Rules.Record("Person", ("name", Silent("Person.name")), ("residence", Home("an-khe")))))), Child(), Today);

        Assert.True(Assert.IsType<Finding.Due>(finding).Opening.Prefill[2].Value.IsUnknown);
    }

    [Fact]
    public void The_explanation_names_every_condition_its_facts_and_its_law()
    {
        var conditions = Rules.Ask(Birth(), Child(), Today).Explanation.Conditions;

        Assert.Equal(["under-age", "already-insured"], conditions.Select(condition => condition.Id));
        Assert.Equal((ConditionOutcome.Met, true, "Law, art. 12"), (conditions[0].Outcome, conditions[0].SpeaksForTheRule, conditions[0].Law?.En));
        Assert.Equal("An is 0, under 6.", conditions[0].Sentence.En);
        Assert.Equal("An 0 tuổi, dưới 6 tuổi.", conditions[0].Sentence.Vi);
        Assert.Equal(["Person.dateOfBirth population 2025-07-09"], conditions[0].Facts.Select(Written));
        Assert.Equal((ConditionOutcome.Unmet, true, null), (conditions[1].Outcome, conditions[1].SpeaksForTheRule, conditions[1].Law));
        Assert.Equal("No valid card is on record.", conditions[1].Sentence.En);
        Assert.Equal(["Person.insurances health-insurance "], conditions[1].Facts.Select(Written));
    }

    [Fact]
    public void A_valid_card_makes_it_not_due_and_says_which_condition_decided()
    {
        var finding = Rules.Ask(Birth(), Child(("insurances", Cards(Card(new DateOnly(2025, 7, 1), new DateOnly(2031, 7, 1))))), Today);

        Assert.Equal(["already-insured"], Assert.IsType<Finding.NotDue>(finding).Because);
        Assert.Equal("An already holds a valid card.", finding.Explanation.Conditions[1].Sentence.En);
        Assert.False(finding.Explanation.Conditions[1].SpeaksForTheRule);
        Assert.Equal(
            ["Insurance.validFrom health-insurance 2025-07-09", "Insurance.validUntil health-insurance 2025-07-09", "Person.insurances health-insurance 2025-07-09"],
            finding.Explanation.Conditions[1].Facts.Select(Written));
    }

    [Theory]
    [InlineData(MissingBecause.NoAnswer, "The health-insurance database gave no answer, so nothing was decided.", "Cơ sở dữ liệu bảo hiểm y tế chưa trả lời, nên chưa thể kết luận.")]
    [InlineData(MissingBecause.NotLive, "The health-insurance database is not connected yet, so nothing was decided.", "Cơ sở dữ liệu bảo hiểm y tế chưa được kết nối, nên chưa thể kết luận.")]
    [InlineData(MissingBecause.TooOld, "The health-insurance database has not been updated in time, so nothing was decided.", "Cơ sở dữ liệu bảo hiểm y tế đã quá hạn cập nhật, nên chưa thể kết luận.")]
    [InlineData(MissingBecause.NotOnRecord, "The health-insurance database has no record of this, so nothing was decided.", "Cơ sở dữ liệu bảo hiểm y tế chưa có thông tin này, nên chưa thể kết luận.")]
    [InlineData(MissingBecause.NotPrecise, "The health-insurance database records only the year or the month, so nothing was decided.", "Cơ sở dữ liệu bảo hiểm y tế chỉ ghi năm hoặc tháng mà không ghi ngày, nên chưa thể kết luận.")]
    public void Silence_is_never_no(MissingBecause because, string english, string vietnamese)
    {
        var silent = Silent("Person.insurances", "health-insurance", because);

        var finding = Rules.Ask(Birth(), Child(("insurances", silent)), Today);

        var undecided = Assert.IsType<Finding.Undecided>(finding);
        Assert.Equal("Person.insurances", undecided.Missing.ToString());
        Assert.Equal(["already-insured"], undecided.Because);
        Assert.Equal(english, finding.Explanation.Conditions[1].Sentence.En);
        Assert.Equal(vietnamese, finding.Explanation.Conditions[1].Sentence.Vi);
        Assert.Null(finding.Explanation.Conditions[1].SpeaksForTheRule);
    }

    [Fact]
    public void What_is_known_not_to_hold_decides_even_beside_silence()
    {
        var finding = Rules.Ask(Birth(), Child(("dateOfBirth", Day(2019, 7, 10)), ("insurances", Silent("Person.insurances"))), Today);

        Assert.Equal(["under-age"], Assert.IsType<Finding.NotDue>(finding).Because);
        Assert.Equal(ConditionOutcome.Unknown, finding.Explanation.Conditions[1].Outcome);
    }

    [Fact]
    public void One_card_of_unknown_dates_leaves_it_undecided_unless_another_card_is_valid()
    {
        var dateless = Rules.Record("Insurance", ("validFrom", Silent("Insurance.validFrom")), ("validUntil", Silent("Insurance.validUntil")));
        var valid = Card(new DateOnly(2025, 7, 1), new DateOnly(2031, 7, 1));

        Assert.IsType<Finding.Undecided>(Rules.Ask(Birth(), Child(("insurances", Cards(dateless))), Today));
        Assert.IsType<Finding.NotDue>(Rules.Ask(Birth(), Child(("insurances", Cards(dateless, valid))), Today));
    }

    [Fact]
    public void A_subject_that_could_not_be_had_leaves_everything_undecided()
    {
        var finding = Rules.Ask(Birth(), Silent("Person.id", "population", MissingBecause.NotOnRecord), Today);

        Assert.Equal(["under-age", "already-insured"], Assert.IsType<Finding.Undecided>(finding).Because);
    }

    [Fact]
    public void A_date_of_birth_that_is_not_recorded_does_not_make_a_child_young()
    {
        var finding = Rules.Ask(Birth(), Child(("dateOfBirth", Value.Null)), Today);

        Assert.Equal(["under-age"], Assert.IsType<Finding.NotDue>(finding).Because);
        Assert.Equal("An đã không có tuổi.", finding.Explanation.Conditions[0].Sentence.Vi);
    }

    [Fact]
    public void The_law_of_the_day_picks_version_and_parameter()
    {
        var tenYears = Child(("dateOfBirth", Day(2019, 7, 10)));

        var before = Rules.Ask(Birth(("registeredOn", Day(2029, 12, 31))), tenYears, new DateOnly(2030, 1, 5));
        var after = Rules.Ask(Birth(("registeredOn", Day(2030, 1, 1)), ("recordedAt", Value.Of(new DateTimeOffset(2030, 1, 2, 16, 0, 0, TimeSpan.FromHours(7))))), tenYears, new DateOnly(2030, 1, 5));

        Assert.Equal((1, new DateOnly(2029, 12, 31)), (before.Explanation.Version, before.Explanation.LawDate));
        Assert.IsType<Finding.NotDue>(before);
        Assert.Equal(2, after.Explanation.Version);
        var deadline = Assert.IsType<Finding.Due>(after).Opening.Deadline!;
        Assert.Equal("Under 16.", after.Explanation.Conditions[0].Sentence.En);
        Assert.Equal((null, new DateTimeOffset(2030, 1, 2, 16, 0, 0, TimeSpan.FromHours(7)), new TimeOnly(15, 0)), (deadline.FromDay, deadline.FromMoment, deadline.CutOff));
        Assert.Equal(new DateOnly(2030, 1, 4), deadline.DueBy(Rules.Catalogue.Calendars["plain"]).Day);
    }

    [Fact]
    public void Before_the_first_version_the_rule_is_not_in_force()
    {
        var finding = Rules.Ask(Birth(("registeredOn", Day(2024, 6, 30))), Child(), Today);

        Assert.IsType<Finding.NotInForce>(finding);
        Assert.Equal((null, new DateOnly(2024, 6, 30)), (finding.Explanation.Version, finding.Explanation.LawDate));
    }

    [Fact]
    public void A_law_date_that_is_unknown_leaves_it_undecided()
    {
        var finding = Rules.Ask(Birth(("registeredOn", Silent("birth.registered.registeredOn", "civil-status"))), Child(), Today);

        Assert.Equal("civil-status", Assert.Single(Assert.IsType<Finding.Undecided>(finding).Missing).Registry);
    }

    [Fact]
    public void A_law_date_that_is_empty_fails_loudly()
    {
        var finding = Rules.Ask(Birth(("registeredOn", Value.Null)), Child(), Today);

        Assert.Equal(
            "birth/card.rule.yaml:9:10: 'lawDate' gave no day, so no version could be chosen. Use a day that every such event has.",
            Assert.IsType<Finding.Failed>(finding).Message);
    }

    [Fact]
    public void An_empty_part_of_the_once_key_fails_loudly()
    {
        var finding = Rules.Ask(Birth(), Child(("id", Value.Null)), Today);

        Assert.Equal(
            "birth/card.rule.yaml:28:10: a part of the once-key is empty, so the dossier could open twice. Use facts that every subject has.",
            Assert.IsType<Finding.Failed>(finding).Message);
    }

    [Theory]
    [InlineData("hai-chau", 2025, "social-insurance/hai-chau")]
    [InlineData("an-khe", 2025, "social-insurance/an-khe")]
    [InlineData("an-khe", 2024, null)]
    [InlineData("nowhere", 2025, null)]
    public void Without_a_competent_agency_a_person_must_route_it(string area, int year, string? agency)
    {
        var today = new DateOnly(year, 8, 1);
        var finding = Rules.Ask(
            Birth(("mother", Value.Null), ("commune", Value.Of(area)), ("registeredOn", Value.Of(today))), Child(("dateOfBirth", Value.Of(today))), today);

        var opening = Assert.IsType<Finding.Due>(finding).Opening;
        Assert.Equal((area, agency), (opening.Area, opening.Agency?.Id));
    }

    [Fact]
    public void An_unknown_area_leaves_it_undecided_and_no_condition_is_to_blame()
    {
        var finding = Rules.Ask(Birth(("mother", Silent("birth.registered.mother"))), Child(), Today);

        Assert.Empty(Assert.IsType<Finding.Undecided>(finding).Because);
    }

    [Fact]
    public void An_event_of_another_kind_is_a_mistake_of_the_caller()
    {
        var mistake = Assert.Throws<ArgumentException>(() => Rules.Ask(Rules.Event("birth.annulled"), Child(), Today));

        Assert.StartsWith("The rule birth.card looks at 'birth.registered', and this is a 'birth.annulled'. Give it an event of its triggers.", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_facts_give_the_same_finding_on_many_threads_at_once()
    {
        var (lifeEvent, child) = (Birth(), Child());
        var first = Said(Rules.Ask(lifeEvent, child, Today));

        Parallel.For(0, 2_000, i => Assert.Equal(first, Said(Rules.Ask(lifeEvent, child, Today))));
    }

    private static string Said(Finding finding) =>
        finding.GetType().Name + string.Join('|', finding.Explanation.Conditions.Select(condition => condition.Sentence.Vi + condition.Outcome));

    private static string Written(FactUsed fact) => $"{fact.Name} {fact.Registry} {fact.AsOf:yyyy-MM-dd}";

    private Value Child(params (string, Value)[] facts) => Value.Of(Rules.Record(
        "Person", [("id", Value.Of("049225000001")), ("name", Value.Of("An")), ("dateOfBirth", Day(2025, 7, 1)), .. facts]));

    private Record Birth(params (string, Value)[] facts) => Rules.Event(
        "birth.registered",
        [
            ("registeredOn", Day(2025, 7, 9)),
            ("commune", Value.Of("hai-chau")),
            ("mother", Value.Of(Rules.Record("Person", ("name", Value.Of("Mai")), ("residence", Home("an-khe"))))),
            .. facts,
        ]);

    private Value Home(string area) => Value.Of(Rules.Record("Residence", ("area", Value.Of(area))));

    private Record Card(DateOnly from, DateOnly until) => Rules.Record("Insurance", ("validFrom", Value.Of(from)), ("validUntil", Value.Of(until)));

    private static Value Cards(params Record[] cards) => Value.Of(new FeelList([.. cards.Select(card => Value.Of(card))]));
}

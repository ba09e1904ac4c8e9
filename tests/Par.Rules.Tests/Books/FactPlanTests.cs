using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

public class FactPlanTests
{
    private static readonly IReadOnlyList<RuleFile> Catalogue = RuleFolder.Catalogue();

    [Theory]
    [InlineData("subject.diedOn = null", "subject[diedOn id]")]
    [InlineData("subject.mother.name = \"x\"", "subject[id mother(name)]")]
    [InlineData("subject.mother.mother.name = \"x\"", "subject[id mother(mother(name))]")]
    [InlineData("event.mother.residence.area = \"x\"", "event[mother(residence(area))] subject[id]")]
    [InlineData("some i in subject.insurances satisfies today in [i.validFrom..i.validUntil]", "subject[id insurances(validFrom validUntil)]")]
    [InlineData("every i in subject.insurances, r in subject.residences satisfies i.validFrom < r.until", "subject[id insurances(validFrom) residences(until)]")]
    [InlineData("count(subject.insurances[validUntil > today]) > 0", "subject[id insurances(validUntil)]")]
    [InlineData("count(subject.insurances[item.validUntil > today]) > 0", "subject[id insurances(validUntil)]")]
    [InlineData("subject.insurances[1].cardNo = \"x\"", "subject[id insurances(cardNo)]")]
    [InlineData("list contains(subject.insurances.cardNo, \"x\")", "subject[id insurances(cardNo)]")]
    [InlineData("max(for i in subject.insurances return i.validUntil) > today", "subject[id insurances(validUntil)]")]
    [InlineData("(for i in subject.residences return i)[1].area = \"x\"", "subject[id residences(area)]")]
    [InlineData("(if event.commune = \"x\" then subject.mother else event.mother).name = \"x\"", "event[commune mother(name)] subject[id mother(name)]")]
    [InlineData("{m: subject.mother, n: m.name}.m.diedOn = null", "subject[id mother(diedOn name)]")]
    [InlineData("sort(subject.insurances, function(a, b) a.validFrom < b.validFrom)[1].cardNo = \"x\"", "subject[id insurances(cardNo validFrom)]")]
    [InlineData("concatenate(subject.residences, event.mother.residences)[1].area = \"x\"", "event[mother(residences(area))] subject[id residences(area)]")]
    [InlineData("subject.residence != null", "subject[id residence()]")]
    [InlineData("count(subject.residences) > 0", "subject[id residences()]")]
    [InlineData("subject.mother = event.mother", "event[mother(dateOfBirth diedOn id motherId name)] subject[id mother(dateOfBirth diedOn id motherId name)]")]
    [InlineData("named = \"x\"", "subject[id mother(name)]")]
    [InlineData("home.area = \"x\"", "subject[id residence(area)]")]
    [InlineData("param.freeInsuranceAge > 3", "subject[id]")]
    public void A_plan_asks_for_what_the_expressions_read_and_nothing_more(string expression, string plan)
    {
        var rule = Rule(expression);

        Assert.Equal(plan, Written(rule.Facts));
    }

    [Fact]
    public void Every_field_that_the_language_says_is_read_is_in_the_plan()
    {
        foreach (var rule in RuleFolder.Book(RuleFolder.Read(Path.Combine(RuleFolder.Repository, "rules"))).Rules)
        {
            var planned = Fields(rule.Facts.Subject).Concat(Fields(rule.Facts.Event)).ToHashSet();
            var read = rule.Versions.SelectMany(version => version.Conditions).SelectMany(condition => condition.Test.Checked.Reads);
            Assert.Equal([], read.Where(field => char.IsUpper(field.Shape[0])).Select(field => (field.Shape, field.Field)).Except(planned));
        }
    }

    [Theory]
    [InlineData("once: [event.motherId]", "event[motherId] subject[id]")]
    [InlineData("once: [event.motherId]\n  tell: [event.motherId, subject.mother.mother.id]", "event[motherId] subject[mother(mother(id))]")]
    public void A_plan_asks_for_those_who_are_told(string written, string plan)
    {
        var file = File("a", "today > date(2024, 1, 1)");

        var book = RuleFolder.Book([.. Catalogue, file with { Text = file.Text.Replace("once: [subject.id]", written, StringComparison.Ordinal) }]);

        Assert.Equal(plan, Written(book.Rules[0].Facts));
    }

    [Fact]
    public void The_plan_of_a_life_event_is_what_all_its_rules_need()
    {
        var book = RuleFolder.Book([.. Catalogue, File("a", "subject.diedOn = null"), File("b", "subject.mother.name = \"x\"")]);

        Assert.Equal("subject[diedOn id mother(name)]", Written(book.FactsFor("birth.registered")));
        Assert.True(book.FactsFor("person.arrived").IsEmpty);
    }

    [Fact]
    public void The_plan_says_which_columns_to_fetch_to_follow_its_links()
    {
        var subject = Rule("subject.mother.name = \"x\" and subject.residence.area = \"y\"").Facts.Subject;

        Assert.Equal(["personal_id", "mother_id"], subject.Columns.Select(column => column.Column));
        var residence = subject.Link("residence")!;
        Assert.Equal(["residence_id", "personal_id", "area"], residence.Columns.Select(column => column.Column));
        Assert.Equal(["area"], residence.Node.Fields.Select(field => field.Column));
        Assert.Equal(["kind = \"permanent\"", "until = null"], residence.Link.Where.Select(filter => $"{filter.Field.Name} = {filter.Value}"));
    }

    [Fact]
    public void A_trigger_on_a_day_needs_that_day()
    {
        var book = RuleFolder.Book(RuleFolder.Good());

        Assert.Equal("event[onDate] subject[dateOfBirth diedOn id residence(area) residences()]", Written(book.Rule("old-age.birthday")!.Facts));
    }

    [Fact]
    public void Each_condition_knows_its_own_facts()
    {
        var conditions = RuleFolder.Book(RuleFolder.Good()).Rule("birth.card")!.Versions[0].Conditions;

        Assert.Equal(
            ["subject[dateOfBirth]", "subject[insurances(validFrom validUntil)]"],
            conditions.Select(condition => Written(condition.Facts)));
    }

    [Fact]
    public void An_expression_that_follows_links_without_end_is_refused()
    {
        var reading = RuleBookReader.Read([.. Catalogue, File("a", string.Concat(Enumerable.Repeat("subject", 1)) + string.Concat(Enumerable.Repeat(".mother", 9)) + ".name = \"x\"")]);

        Assert.Equal(
            "a.rule.yaml:14:9: error PAR066: this expression follows links more than 8 records deep. Look for a function that calls itself along a link; write the links out.",
            string.Join('\n', reading.Diagnostics));
    }

    private static Rule Rule(string expression) => RuleFolder.Book([.. Catalogue, File("a", expression)]).Rules[0];

    private static RuleFile File(string name, string expression) => new($"{name}.rule.yaml",
        $$"""
        rule: {{name}}
        version: 1
        title: {vi: x, en: x}
        level: 1
        law: [{ref: {vi: x, en: x}, says: {vi: x, en: x}, source: x, checked: 2026-01-05}]
        inForce: {from: 2024-06-01}
        lawDate: today
        trigger: [{event: birth.registered, subject: Person}]
        let:
          named: {{(expression.StartsWith("named", StringComparison.Ordinal) ? "subject.mother.name" : "1")}}
          home: {{(expression.StartsWith("home", StringComparison.Ordinal) ? "subject.residence" : "1")}}
        when:
          - id: x
            if: {{expression.Replace("\"x\"", "string(1)", StringComparison.Ordinal).Replace("\"y\"", "string(2)", StringComparison.Ordinal)}}
            met: {vi: x, en: x}
            unmet: {vi: x, en: x}
        remind:
          procedure: "1.000001"
          agency: {kind: commune-police, area: string(1)}
          once: [subject.id]
          text: {vi: x, en: x}
        """.Replace("    if: {", "    if: >-\n      {", StringComparison.Ordinal));

    private static string Written(FactPlan plan) =>
        string.Join(' ', new[] { ("event", plan.Event), ("subject", plan.Subject) }
            .Where(root => !root.Item2.IsEmpty)
            .Select(root => $"{root.Item1}[{Written(root.Item2)}]"));

    private static string Written(FactNode node) =>
        string.Join(' ', node.FieldNames.Select(name => (Name: name, Text: name))
            .Concat(node.Links.Select(link => (link.Link.Name, Text: $"{link.Link.Name}({Written(link.Node)})")))
            .OrderBy(part => part.Name, StringComparer.Ordinal)
            .Select(part => part.Text));

    private static IEnumerable<(string, string)> Fields(FactNode node) =>
        node.FieldNames.Concat(node.Links.Select(link => link.Link.Name)).Select(name => (node.Entity?.Name ?? "", name))
            .Concat(node.Links.SelectMany(link => Fields(link.Node)));
}

using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

public class RuleFileTests
{
    public static TheoryData<string> BadFiles() =>
        [.. Directory.EnumerateFiles(Path.Combine(RuleFolder.Here, "bad"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_in_exactly_these_words(string name)
    {
        var path = Path.Combine(RuleFolder.Here, "bad", name);
        var place = name.EndsWith(".catalogue.yaml", StringComparison.Ordinal) ? "catalogue/" + name : name;

        var model = path.Replace(".rule.yaml", ".dmn", StringComparison.Ordinal);
        RuleFile[] models = model != path && File.Exists(model) ? [new RuleFile(Path.GetFileName(model), File.ReadAllText(model))] : [];

        var reading = RuleBookReader.Read([.. RuleFolder.Catalogue(), .. RuleFolder.Models(), .. models, new RuleFile(place, File.ReadAllText(path))]);

        Assert.Null(reading.Book);
        var said = string.Concat(reading.Diagnostics.Select(diagnostic => diagnostic + "\n"));
        var expected = Path.ChangeExtension(path, ".expected");
        if (RuleFolder.Accepting)
        {
            File.WriteAllText(expected, said);
        }

        Assert.Equal(File.Exists(expected) ? File.ReadAllText(expected) : "", said);
    }

    [Fact]
    public void The_good_files_make_a_book()
    {
        var book = RuleFolder.Book(RuleFolder.Good());

        Assert.Equal(["birth.card", "old-age.birthday", "residence.arrival-support"], book.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void A_book_with_one_bad_rule_does_not_load()
    {
        var bad = new RuleFile("bad.rule.yaml", File.ReadAllText(Path.Combine(RuleFolder.Here, "bad", "level.rule.yaml")));

        var reading = RuleBookReader.Read([.. RuleFolder.Good(), bad]);

        Assert.Null(reading.Book);
        Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Code == "PAR041");
        Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Code == "PAR054");
    }

    [Fact]
    public void A_file_that_is_neither_rule_nor_catalogue_is_named()
    {
        var reading = RuleBookReader.Read([.. RuleFolder.Good(), new RuleFile("birth/card.yaml", "rule: x"), new RuleFile("README.md", "# Rules")]);

        Assert.Equal(
            "birth/card.yaml:1:1: error PAR031: this is neither a rule nor part of the catalogue. "
            + "Rename it to card.rule.yaml if it is a rule, put it under catalogue/ if it is part of the catalogue, or move it away.",
            string.Join('\n', reading.Diagnostics));
    }

    [Theory]
    [InlineData("birth/card.rule.yml", ".yml", "card.rule.yaml")]
    [InlineData("birth/card.yml", ".yml", "card.rule.yaml")]
    [InlineData("birth/card.Rule.YAML", ".YAML", "card.rule.yaml")]
    [InlineData("birth/rates.dmn.xml", ".dmn.xml", "rates.dmn")]
    [InlineData("birth/rates.dmn.txt", ".dmn.txt", "rates.dmn")]
    [InlineData("birth/card.rule.yaml.txt", ".yaml.txt", "card.rule.yaml")]
    [InlineData("birth/card.rule.yml.TXT", ".yml.TXT", "card.rule.yaml")]
    [InlineData("catalogue/areas.yml", ".yml", "areas.yaml")]
    [InlineData("catalogue/areas.yaml.txt", ".yaml.txt", "areas.yaml")]
    public void A_file_with_another_ending_is_named_with_the_name_it_should_have(string path, string ending, string name)
    {
        var reading = RuleBookReader.Read([.. RuleFolder.Good(), new RuleFile(path, "rule: x")]);

        Assert.Equal($"{path}:1:1: error PAR031: this file ends in '{ending}', and is not read. Rename it to {name}.", string.Join('\n', reading.Diagnostics));
    }

    [Fact]
    public void A_rule_is_handed_in_with_six_examples_over_all_its_versions()
    {
        var whole = RuleBookReader.Check(RuleFolder.Good());
        var counts = RuleFolder.Book(RuleFolder.Good()).Rules.ToDictionary(rule => rule.File, rule => rule.Versions.Sum(version => version.Examples.Count));

        Assert.Contains(counts.Values, count => count < 6);
        Assert.Contains(counts.Values, count => count >= 6);
        Assert.Equal(
            counts.Where(rule => rule.Value < 6).Select(rule =>
                $"{rule.Key}:1:1: error PAR070: the rule has {(rule.Value == 1 ? "1 example" : $"{rule.Value} examples")}; at least 6 show that it does what the law says. "
                + "Add the plain case, the day before and the day of each boundary, nothing on record, a silent registry, and the old law."),
            whole.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void No_files_at_all_are_no_book()
    {
        Assert.Equal(
            "catalogue:1:1: error PAR030: the rule book has no catalogue. Add registries, entities and life events under catalogue/.",
            string.Join('\n', RuleBookReader.Read([]).Diagnostics));
    }

    [Fact]
    public void Editors_may_end_lines_their_way_and_mark_the_byte_order()
    {
        var plain = RuleFolder.Book(RuleFolder.Good());

        var marked = RuleFolder.Book(RuleFolder.Good().Select(file =>
            file with { Text = "\uFEFF" + file.Text.Replace("\n", "\r\n", StringComparison.Ordinal) }));

        Assert.Equal(plain.Hash, marked.Hash);
    }

    [Fact]
    public void The_hash_changes_with_any_file_and_not_with_their_order()
    {
        var files = RuleFolder.Good();
        var hash = RuleFolder.Book(files).Hash;

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, RuleFolder.Book(Enumerable.Reverse(files)).Hash);
        Assert.NotEqual(hash, RuleFolder.Book(files.Select((file, i) => i == 0 ? file with { Text = file.Text + "# x\n" } : file)).Hash);
    }

    [Fact]
    public void Rules_are_found_by_life_event_and_by_day()
    {
        var book = RuleFolder.Book(RuleFolder.Good());

        Assert.Equal(["birth.card"], book.RulesFor("birth.registered").Select(rule => rule.Id));
        Assert.Empty(book.RulesFor("birth.annulled"));
        var day = Assert.Single(book.DateTriggers);
        Assert.Equal(("old-age.birthday", "Person", "date_of_birth", "P75Y"), (day.Rule.Id, day.Subject.Name, day.Field.Column, day.Plus.ToString()));
    }

    [Fact]
    public void The_next_version_takes_over_on_its_own_day()
    {
        var rule = RuleFolder.Book(RuleFolder.Good()).Rule("birth.card")!;

        Assert.Null(rule.VersionOn(new DateOnly(2024, 6, 30)));
        Assert.Equal(1, rule.VersionOn(new DateOnly(2024, 7, 1))!.Number);
        Assert.Equal(1, rule.VersionOn(new DateOnly(2029, 12, 31))!.Number);
        Assert.Equal(2, rule.VersionOn(new DateOnly(2030, 1, 1))!.Number);
        Assert.Equal(new DateOnly(2029, 12, 31), rule.Versions[0].Until);
    }

    [Fact]
    public void Between_two_versions_a_rule_may_be_out_of_force()
    {
        var files = RuleFolder.Good().Select(file =>
            file with { Text = file.Text.Replace("inForce: {from: 2024-07-01}", "inForce: {from: 2024-07-01, until: 2028-12-31}", StringComparison.Ordinal) });

        var rule = RuleFolder.Book(files).Rule("birth.card")!;

        Assert.Equal(1, rule.VersionOn(new DateOnly(2028, 12, 31))!.Number);
        Assert.Null(rule.VersionOn(new DateOnly(2029, 1, 1)));
        Assert.Equal(2, rule.VersionOn(new DateOnly(2030, 1, 1))!.Number);
    }
}

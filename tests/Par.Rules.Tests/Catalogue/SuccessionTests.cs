using System.Globalization;
using Par.Rules.Books;
using Par.Rules.Catalogue;

namespace Par.Rules.Tests.Catalogue;

public class SuccessionTests
{
    private const string Text =
        """
        source: sample
        kinds:
          works: {title: {vi: Đội, en: Works}}
        areas:
          before: {name: A, kind: ward, areaClass: urban, until: 2024-12-31, code: "101"}
          between: {name: B, kind: ward, areaClass: urban, from: 2025-01-01, until: 2025-06-30}
          divided: {name: C, kind: ward, areaClass: urban, until: 2025-06-30}
          rejoined: {name: D, kind: ward, areaClass: urban, until: 2024-12-31}
          between-too: {name: E, kind: ward, areaClass: urban, from: 2025-01-01, until: 2025-06-30}
          now: {name: F, kind: ward, areaClass: urban, from: 2025-07-01}
          now-too: {name: G, kind: ward, areaClass: urban, from: 2025-07-01}
        agencies:
          - {kind: works, everyArea: true, code: "W.{n}", calendar: plain}
        successions:
          - {from: before, to: [between], kind: rename, on: 2025-01-01}
          - {from: between, to: [now], kind: merge, on: 2025-07-01}
          - {from: between-too, to: [now], kind: merge, on: 2025-07-01}
          - {from: divided, to: [now, now-too], kind: split, on: 2025-07-01}
          - {from: rejoined, to: [between, between-too], kind: split, on: 2025-01-01}
        """;

    private static readonly RuleCatalogue Read =
        RuleFolder.Book([.. RuleFolder.Good(), new RuleFile("catalogue/successions.yaml", Text)]).Catalogue;

    [Theory]
    [InlineData("before", "2024-12-31", "works/before")]
    [InlineData("before", "2025-01-01", "works/between")]
    [InlineData("before", "2025-07-01", "works/now")]
    [InlineData("between", "2024-12-31", null)]
    [InlineData("divided", "2025-06-30", "works/divided")]
    [InlineData("divided", "2025-07-01", null)]
    [InlineData("rejoined", "2025-01-01", null)]
    [InlineData("rejoined", "2025-07-01", "works/now")]
    public void The_work_of_an_ended_area_goes_to_the_one_agency_that_took_its_place(string area, string day, string? agency)
    {
        Assert.Equal(agency, Read.Competent("works", area, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))?.Id);
    }

    [Fact]
    public void An_ended_area_takes_no_place_in_the_numbers_of_the_others()
    {
        var first = int.Parse(Read.Agencies["works/now"].Code![2..], CultureInfo.InvariantCulture);

        Assert.Equal(Read.Areas.Values.Count(area => area.Until is null) - 1, first);
        Assert.Equal(("W.101", "W.divided"), (Read.Agencies["works/before"].Code, Read.Agencies["works/divided"].Code));
    }

    [Fact]
    public void A_succession_says_how_and_when_it_came_about()
    {
        var succession = Read.Successions["divided"];

        Assert.Equal(("divided", "split", new DateOnly(2025, 7, 1), "sample"), (succession.From, succession.Kind, succession.On, succession.Provenance.Source));
        Assert.Equal(["now", "now-too"], succession.To);
    }
}

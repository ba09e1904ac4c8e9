using Par.Rules.Catalogue;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Catalogue;

public class CatalogueTests
{
    private static readonly RuleCatalogue Read = RuleFolder.Book(RuleFolder.Good()).Catalogue;

    [Fact]
    public void A_registry_knows_since_when_its_answers_count_and_for_how_long()
    {
        var population = Read.Registries["population"];

        Assert.Equal(("Bộ Công an", new DateOnly(2022, 1, 1), null, "population"), (population.Keeper!.Vi, population.LiveSince, population.Freshness, population.Schema));
        Assert.Equal(TimeSpan.FromDays(7), Read.Registries["health-insurance"].Freshness);
        Assert.Equal(new Provenance("sample, to be checked", null), population.Provenance);
    }

    [Fact]
    public void An_entity_knows_its_table_columns_and_links()
    {
        var person = Read.Entities["Person"];

        Assert.Equal(("population", "person", "personal_id", "updated_at"), (person.Registry.Id, person.Table, person.Key.Column, person.AsOfColumn));
        Assert.Equal("dob_precision", person.Field("dateOfBirth")!.PrecisionColumn);
        Assert.Equal((null, "motherId", true), (person.Link("mother")!.By, person.Link("mother")!.From, person.Link("mother")!.One));
        Assert.Equal(("personId", null, false), (person.Link("insurances")!.By, person.Link("insurances")!.From, person.Link("insurances")!.One));
    }

    [Fact]
    public void Records_lead_to_records_of_their_own_kind()
    {
        var person = Read.Entities["Person"].Shape;

        Assert.Same(person, person.Fields[person.IndexOf("mother")].Type);
        Assert.Equal("list<Insurance>", person.Fields[person.IndexOf("insurances")].Type.ToString());
        Assert.Equal(
            ["id", "name", "dateOfBirth", "diedOn", "motherId", "residences", "residence", "mother", "insurances"],
            person.Fields.Select(field => field.Name));
    }

    [Fact]
    public void A_life_event_says_where_in_the_feed_its_fields_stand()
    {
        var birth = Read.LifeEvents["birth.registered"];

        Assert.Equal(("civil-status", "Person"), (birth.Registry.Id, birth.Subject.Name));
        Assert.Equal(
            [("registeredOn", FeedColumn.Body, "registeredOn"), ("recordedAt", FeedColumn.RecordedAt, null), ("motherId", FeedColumn.Body, "motherId"), ("commune", FeedColumn.Locality, null)],
            birth.Fields.Select(field => (field.Name, field.From, field.BodyName)));
        Assert.Equal(["birth.annulled"], birth.CorrectedBy);
        Assert.Same(FeelType.Date, birth.Shape.Fields[0].Type);
        Assert.Same(Read.Entities["Person"].Shape, birth.Shape.Fields[birth.Shape.IndexOf("mother")].Type);
    }

    [Theory]
    [InlineData(2009, 6, 30, null)]
    [InlineData(2009, 7, 1, 6)]
    [InlineData(2029, 12, 31, 6)]
    [InlineData(2030, 1, 1, 16)]
    public void A_parameter_has_the_value_of_its_day(int year, int month, int day, int? value)
    {
        var on = Read.Parameters.On(new DateOnly(year, month, day));

        Assert.True(on.TryGet("freeInsuranceAge", out var found));
        Assert.Equal(value is null ? Value.Null : Value.Of((decimal)value), found);
        Assert.Equal(value, (int?)Read.Parameters.All["freeInsuranceAge"].On(new DateOnly(year, month, day))?.Value.AsNumber);
    }

    [Theory]
    [InlineData("social-insurance", "hai-chau", "2020-01-01", "social-insurance/hai-chau")]
    [InlineData("social-insurance", "an-khe", "2025-07-01", "social-insurance/an-khe")]
    [InlineData("social-insurance", "an-khe", "2025-06-30", null)]
    [InlineData("commune-police", "an-khe", "2025-07-01", null)]
    [InlineData("commune-police", "hai-chau", "2025-07-01", "commune-police/hai-chau")]
    [InlineData("tax", "hai-chau", "2025-07-01", null)]
    public void An_agency_is_competent_for_its_area_in_its_time(string kind, string area, string day, string? agency)
    {
        Assert.Equal(agency, Read.Competent(kind, area, DateOnly.ParseExact(day, "yyyy-MM-dd"))?.Id);
    }

    [Fact]
    public void An_agency_has_the_name_of_its_kind_and_area()
    {
        Assert.Equal(new Wording("Công an Hải Châu", "Police, Hải Châu"), Read.Agencies["commune-police/hai-chau"].Title);
    }

    [Theory]
    [InlineData("1.000001", "2024-05-31", false)]
    [InlineData("1.000001", "2024-06-01", true)]
    [InlineData("1.000002", "2024-06-01", false)]
    public void A_procedure_may_be_run_while_it_is_in_use(string code, string day, bool inUse)
    {
        Assert.Equal(inUse, Read.Procedures[code].InUseOn(DateOnly.ParseExact(day, "yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("2025-04-26", true)]
    [InlineData("2025-05-02", false)]
    [InlineData("2025-05-03", false)]
    [InlineData("2025-05-05", true)]
    public void A_calendar_has_days_off_and_working_Saturdays(string day, bool works)
    {
        var calendar = Read.Calendars["plain"];

        Assert.Equal(works, calendar.IsWorkingDay(DateOnly.ParseExact(day, "yyyy-MM-dd")));
        Assert.Equal("plain 2024.1 2025.1", calendar.Version);
    }
}

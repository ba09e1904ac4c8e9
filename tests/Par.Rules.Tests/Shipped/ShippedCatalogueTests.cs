using System.Globalization;
using System.Text;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Rules.Tests.Calendars;

namespace Par.Rules.Tests.Shipped;

public sealed class ShippedCatalogueTests
{
    private static readonly DateOnly NewMap = new(2025, 7, 1);

    private static WorkingCalendar Calendar => ShippedRules.Book.Catalogue.Calendars["vn-public"];

    private static IEnumerable<Area> Present => ShippedRules.Book.Catalogue.Areas.Values.Where(area => area.Until is null);

    [Fact]
    public void New_Da_Nang_has_23_wards_70_communes_and_one_special_zone() =>
        Assert.Equal(
            [("commune", 70), ("special-zone", 1), ("ward", 23)],
            Present.CountBy(area => area.Kind).Select(count => (count.Key, count.Value)).Order());

    [Fact]
    public void Every_ward_of_the_old_map_has_agencies_until_the_new_one_and_a_successor_after_it()
    {
        var catalogue = ShippedRules.Book.Catalogue;
        var ended = catalogue.Areas.Values.Where(area => area.Until is not null).ToList();

        Assert.NotEmpty(ended);
        Assert.All(ended, area =>
        {
            Assert.Equal($"commune-police/{area.Id}", catalogue.Competent("commune-police", area.Id, NewMap.AddDays(-1))?.Id);
            Assert.Equal($"commune-police/{catalogue.Successions[area.Id].To.Single()}", catalogue.Competent("commune-police", area.Id, NewMap)?.Id);
        });
    }

    [Fact]
    public void Commune_codes_are_five_digits_and_never_twice()
    {
        var codes = Present.Select(area => area.Code!).ToList();

        Assert.All(codes, code => Assert.Matches("^[0-9]{5}$", code));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void An_area_is_called_by_its_name_without_the_signs() =>
        Assert.All(
            Present,
            area => Assert.Equal(area.Id, Plain(area.Name.Replace("phường ", "", StringComparison.Ordinal).Replace("xã ", "", StringComparison.Ordinal).Replace("đặc khu ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("commune-peoples-committee")]
    [InlineData("commune-police")]
    [InlineData("social-insurance")]
    [InlineData("tax-office")]
    [InlineData("lower-secondary-school")]
    public void Every_area_has_one_agency_of_each_kind_from_the_day_of_the_new_map(string kind)
    {
        var agencies = ShippedRules.Book.Catalogue.Agencies.Values.Where(agency => agency.Kind.Id == kind && agency.Area.Until is null).ToList();

        Assert.Equal(94, agencies.Select(agency => agency.Area.Id).Distinct().Count());
        Assert.All(agencies, agency => Assert.Equal((true, false), (agency.CompetentOn(NewMap), agency.CompetentOn(NewMap.AddDays(-1)))));
    }

    [Fact]
    public void A_department_works_where_it_has_its_seat() =>
        Assert.Equal(
            ["home-affairs-department/hai-chau"],
            ShippedRules.Book.Catalogue.Agencies.Values.Where(agency => agency.Kind.Id.EndsWith("-department", StringComparison.Ordinal)).Select(agency => agency.Id));

    [Fact]
    public void The_shipped_calendar_works_on_the_days_the_law_says()
    {
        var differences = Enumerable.Range(0, 366 + 365 + 365)
            .Select(new DateOnly(2024, 1, 1).AddDays)
            .Where(day => Calendar.IsWorkingDay(day) != Desk.Vietnam.IsWorkingDay(day));

        Assert.Equal([], differences);
    }

    [Fact]
    public void Next_year_is_an_estimate_and_its_due_dates_are_provisional()
    {
        Assert.Equal("vn-public 2024.1 2025.1 2026.3 2027.0", Calendar.Version);
        Assert.False(Calendar.IsWorkingDay(new DateOnly(2027, 2, 8)));
        Assert.True(Calendar.Due(new DateOnly(2027, 2, 3), Term.WorkingDays(1)).Provisional);
    }

    [Fact]
    public void A_repealed_procedure_names_the_one_that_took_its_place() =>
        Assert.All(
            ShippedRules.Book.Catalogue.Procedures.Values.Where(procedure => !procedure.Active),
            procedure => Assert.True(ShippedRules.Book.Catalogue.Procedures[procedure.ReplacedBy!].Active));

    private static string Plain(string name) => string.Concat(
        name.Replace('Đ', 'D').Replace('đ', 'd').Normalize(NormalizationForm.FormD)
            .Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark))
        .Replace(' ', '-')
        .ToLowerInvariant();
}

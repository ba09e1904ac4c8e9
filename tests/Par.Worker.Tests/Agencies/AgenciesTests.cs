using Par.Rules.Calendars;
using Par.Worker.Agencies;
using Par.Worker.Cli;

namespace Par.Worker.Tests.Agencies;

public sealed class AgenciesTests(PostgreSql postgres)
{
    [Fact]
    public async Task The_catalogues_agencies_are_brought_with_names_and_codes()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.OpenOne();

        var shown = await commune.Agencies.Show(Commune.Cancellation);

        Assert.Equal(
            ["H17.1 Công an phường Hải Châu / commune-police, Hải Châu: 1", "H17.2 Ủy ban nhân dân phường Hải Châu / commune-peoples-committee, Hải Châu: 0"],
            shown.OrderBy(agency => agency.Code, StringComparer.Ordinal).Select(agency => $"{agency.Code} {agency.NameVi} / {agency.NameEn}: {agency.Items}"));
    }

    [Fact]
    public async Task Bringing_again_changes_what_changed_also_when_two_swap_their_codes()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Agencies.Pause(Commune.Police, "the province", "moving house", Commune.Cancellation);

        await Bring(commune, Commune.Agency("commune-police", "Công an", "H17.2"), Commune.Agency("commune-peoples-committee", "Ủy ban", "H17.1"));

        Assert.Equal(
            ["commune-peoples-committee/hai-chau H17.1 Ủy ban Hải Châu ", "commune-police/hai-chau H17.2 Công an Hải Châu moving house"],
            await commune.Query<string>("select concat(id, ' ', code, ' ', name_vi, ' ', paused_reason) from par.agency order by id"));
    }

    [Fact]
    public async Task Agencies_that_share_a_code_are_refused_by_name()
    {
        await using var commune = await Commune.Found(postgres);

        var refused = await Assert.ThrowsAsync<AgencyCodesClashException>(
            () => Bring(commune, Commune.Agency("commune-police", "Công an", "H17"), Commune.Agency("commune-peoples-committee", "Ủy ban", "H17")));

        Assert.Equal(
            "Agencies share a code, so their dossier numbers would clash: 'H17' of commune-peoples-committee/hai-chau, commune-police/hai-chau. "
            + "Give each its own code in rules/catalogue/agencies.yaml.",
            refused.Message);
        Assert.Equal(refused.Message, Failures.Sentence(refused));
    }

    [Fact]
    public async Task An_agency_without_a_code_goes_by_its_own_id()
    {
        await using var commune = await Commune.Found(postgres);

        await Bring(commune, Commune.Agency("social-insurance", "Bảo hiểm xã hội", code: null));

        Assert.Equal("social-insurance.hai-chau", await commune.Scalar<string>("select code from par.agency where kind = 'social-insurance'"));
    }

    [Fact]
    public async Task Eight_workers_may_bring_at_once()
    {
        await using var commune = await Commune.Found(postgres);
        var many = Enumerable.Range(0, 100).Select(place => Commune.Agency($"kind-{place}", "Cơ quan", $"H17.{place}")).ToArray();

        await commune.Execute("delete from par.agency");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Bring(commune, many)));

        Assert.Equal(100, await commune.Scalar<long>("select count(*) from par.agency"));
    }

    [Fact]
    public async Task Officers_are_enlisted_with_the_capacity_of_the_settings_and_never_below_what_they_hold()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Officers.Enlist([commune.Officers.New("lan", Commune.Police, "Nguyễn Thị Lan")], Commune.Cancellation);
        await commune.OpenAndClaim("lan");
        await commune.OpenAndClaim("lan");

        Assert.Equal(10, (await commune.Officers.Find("lan", Commune.Cancellation))!.Capacity);
        await commune.Enlist("lan", capacity: 1);

        var lan = (await commune.Officers.Of(Commune.Police, Commune.Cancellation)).Single();
        Assert.Equal((2, 2), (lan.Capacity, lan.Holding));
        Assert.Empty(await commune.Officers.Of(Commune.Committee, Commune.Cancellation));
    }

    private static Task Bring(Commune commune, params Par.Rules.Catalogue.Agency[] agencies) =>
        new Worker.Agencies.Agencies(commune.Source, new AgencyDirectory(agencies, new Dictionary<string, WorkingCalendar>()), commune.Clock).Bring(Commune.Cancellation);
}

using Par.Worker.Agencies;
using Par.Worker.Dossiers;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Queues;

public sealed class NormsTests(PostgreSql postgres)
{
    private static readonly DateOnly Wednesday = new(2026, 8, 26);

    [Theory]
    [InlineData(1.0, 1600)]
    [InlineData(0.5, 800)]
    [InlineData(0.33, 528)]
    public async Task The_days_of_a_year_add_up_to_the_norm(double share, int norm)
    {
        await using var commune = await WithNorms();
        var taken = 0;
        var days = 0;
        for (var day = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(7)); day.Year == 2026; day = day.AddDays(1))
        {
            if (commune.Directory.CalendarOf(Commune.Police).IsWorkingDay(DateOnly.FromDateTime(day.Date)))
            {
                days++;
                var today = commune.Norms.Of(Commune.Police, day).For((decimal)share)!.Value;
                Assert.InRange(today, Math.Floor(norm / 262.0), Math.Ceiling(norm / 255.0));
                taken += today;
            }
        }

        Assert.InRange(days, 255, 262);
        Assert.Equal(norm, taken);
    }

    [Theory]
    [InlineData("urban", 1600)]
    [InlineData("rural", 1200)]
    [InlineData("hard", 800)]
    [InlineData("moon", null)]
    public void The_norm_goes_by_the_class_of_the_area(string areaClass, int? norm) => Assert.Equal(norm, new AgencyOptions().NormOf(areaClass));

    [Fact]
    public async Task Who_has_taken_the_days_share_takes_more_only_tomorrow()
    {
        await using var commune = await WithNorms();
        await commune.Enlist("lan", capacity: 100);
        await commune.Open(await commune.DueMany(30));
        var today = commune.Norms.Of(Commune.Police, commune.Clock.Now).For(1)!.Value;

        var first = await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation);
        Assert.Equal(today, first.Count);
        Assert.Empty(await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation));
        Assert.Equal(RefusalKind.DayFull, (await commune.Queues.WhyNothing("lan", Commune.Cancellation))?.Kind);
        var next = (await commune.Queues.Show(Commune.Police, 30, null, Commune.Cancellation)).First(row => row.Officer is null);
        Assert.Equal(
            "You have taken as many dossiers today as the norm of your area gives. Finish what you hold; more tomorrow.",
            Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(next.Dossier, "lan", Commune.Cancellation)).Why.Words.En);

        commune.Clock.Now = Commune.Wednesday.AddDays(1).ToUniversalTime();
        var tomorrow = commune.Norms.Of(Commune.Police, commune.Clock.Now).For(1)!.Value;
        Assert.Equal(tomorrow, (await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation)).Count);
    }

    [Fact]
    public async Task Eight_claims_at_once_never_pass_the_days_share()
    {
        await using var commune = await WithNorms();
        await commune.Enlist("lan", capacity: 100);
        await commune.Open(await commune.DueMany(60));
        var today = commune.Norms.Of(Commune.Police, commune.Clock.Now).For(1)!.Value;

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => commune.Queues.ClaimNext(Commune.Police, "lan", 3, Commune.Cancellation)));

        Assert.Equal(today, claims.Sum(some => some.Count));
        Assert.Equal((today, today), (await commune.Holding("lan"), await commune.Scalar<int>("select taken from par.officer where id = 'lan'")));
    }

    [Fact]
    public async Task What_is_given_back_on_the_same_day_does_not_count()
    {
        await using var commune = await WithNorms();
        await commune.Enlist("lan", capacity: 100);
        await commune.Open(await commune.DueMany(30));
        var claims = await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation);

        Assert.True(await commune.Queues.Release(claims[0].Dossier, "lan", claims[0].Attempt, Commune.Cancellation));
        Assert.Single(await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation));
        commune.Clock.Now += TimeSpan.FromMinutes(21);
        Assert.Equal(claims.Count, await commune.Queues.RescueLeases(Commune.Cancellation));
        Assert.Equal(0, await commune.Scalar<int>("select taken from par.officer where id = 'lan'"));
    }

    [Fact]
    public async Task Half_a_post_takes_half()
    {
        await using var commune = await WithNorms();
        await commune.Officers.Enlist([new Officer { Id = "lan", Agency = Commune.Police, Name = "Cán bộ lan", Capacity = 100, Share = 0.5m }], Commune.Cancellation);
        await commune.Open(await commune.DueMany(30));

        Assert.Equal(
            commune.Norms.Of(Commune.Police, commune.Clock.Now).For(0.5m),
            (await commune.Queues.ClaimNext(Commune.Police, "lan", 50, Commune.Cancellation)).Count);
    }

    [Fact]
    public async Task Who_is_away_claims_nothing_until_the_absence_ends_or_is_taken_back()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        var opened = await commune.OpenOne();
        Assert.Null(await commune.Absences.Enter("lan", Wednesday, Wednesday.AddDays(1), "the head", Commune.Cancellation));

        Assert.Null(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));
        Assert.Equal(
            "You are entered as absent today. If that is wrong, have a supervisor take the absence back.",
            Assert.IsType<ClaimAnswer.Refused>(await commune.Queues.Claim(opened.Dossier, "lan", Commune.Cancellation)).Why.Words.En);

        Assert.Equal(1, await commune.Absences.TakeBack("lan", Wednesday, "the head", Commune.Cancellation));
        Assert.NotNull(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));
    }

    [Fact]
    public async Task An_absence_ends_by_itself()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Enlist("lan");
        await commune.OpenOne();
        await commune.Absences.Enter("lan", Wednesday, Wednesday, "the head", Commune.Cancellation);
        commune.Clock.Now = Commune.Wednesday.AddDays(1).ToUniversalTime();

        Assert.NotNull(await commune.Queues.ClaimNext(Commune.Police, "lan", Commune.Cancellation));
    }

    [Fact]
    public async Task A_wrong_absence_is_refused_with_the_mend()
    {
        await using var commune = await Commune.Found(postgres);

        Assert.Equal(
            "An absence does not end before it begins: 2026-08-26 to 2026-08-25. Turn the days round.",
            await commune.Absences.Enter("lan", Wednesday, Wednesday.AddDays(-1), "the head", Commune.Cancellation));
        Assert.Equal("Say who enters the absence: the name is kept with it.", await commune.Absences.Enter("lan", Wednesday, Wednesday, " ", Commune.Cancellation));
        Assert.Equal(
            "There is no officer 'lan': './par officers show AGENCY' lists those of an agency.",
            await commune.Absences.Enter("lan", Wednesday, Wednesday, "the head", Commune.Cancellation));
    }

    private async Task<Commune> WithNorms()
    {
        var commune = await Commune.Found(postgres);
        commune.Norm.HoldToNorms = true;
        return commune;
    }
}

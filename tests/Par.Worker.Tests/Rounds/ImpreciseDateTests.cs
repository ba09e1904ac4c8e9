using Dapper;
using Par.Worker.Rounds;

namespace Par.Worker.Tests.Rounds;

/// <summary>People of whom the registry records only the year or the month of birth.</summary>
public sealed class ImpreciseDateTests(PostgreSql postgres)
{
    private const string Elder = "048151000081";

    private static readonly (string File, string Written, string Instead) NoDayChosen =
        ("old-age/social-pension.rule.yaml", "born: earliest(subject.dateOfBirth)", "born: subject.dateOfBirth");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("year", "1951-01-01", "2026-01-02T03:00:00Z", "2026-01-01")]
    [InlineData("month", "1951-11-01", "2026-11-02T03:00:00Z", "2026-11-01")]
    public async Task A_rule_that_says_which_day_counts_is_due_on_that_day(string precision, string firstDay, string now, string reached)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        bench.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        await Elderly(registries, precision, firstDay);

        await bench.Get<DateTriggers>().Run(Cancellation);
        var round = await bench.Rounds();

        Assert.Equal((1, 0, 1), (round.Due, round.Undecided, round.Opened));
        Assert.Equal(reached, await bench.Scalar<string>("select body ->> 'onDate' from par.inbox where registry = 'calendar'"));
        Assert.Equal("1.014027", await bench.Scalar<string>("select procedure from par.dossier"));
        Assert.False(await bench.Scalar<bool>("select prefill ? 'dateOfBirth' from par.dossier"));
    }

    [Fact]
    public async Task A_rule_that_does_not_say_it_is_undecided_in_words_and_waits_for_a_correction()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules(NoDayChosen);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        bench.Clock.Now = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
        await Elderly(registries, "year", "1951-01-01");

        await bench.Get<DateTriggers>().Run(Cancellation);
        var round = await bench.Rounds();

        Assert.Equal((0, 1, 0), (round.Due, round.Undecided, round.Opened));
        Assert.Equal(
            "Person.dateOfBirth population notPrecise",
            await bench.Scalar<string>("select concat_ws(' ', missing ->> 'fact', missing ->> 'registry', missing ->> 'because') from par.finding, jsonb_array_elements(explanation -> 'missing') as missing"));
        Assert.Equal(
            "Cơ sở dữ liệu quốc gia về dân cư chỉ ghi năm hoặc tháng mà không ghi ngày, nên chưa thể kết luận. | National population database records only the year or the month, so nothing was decided.",
            await bench.Scalar<string>("select concat_ws(' | ', explanation #>> '{conditions,0,sentence,vi}', explanation #>> '{conditions,0,sentence,en}') from par.finding"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));

        await Recorded(registries, "day", "1951-01-01");
        await bench.TakeIn("population", 1);
        round = await bench.Rounds();

        Assert.Equal((1, 1), (round.Due, round.Opened));
        Assert.Equal(["undecided 1", "due 2"], await bench.Rows<string>("select answer || ' ' || revision from par.finding order by revision"));
    }

    [Fact]
    public async Task A_correction_to_the_year_alone_is_no_answer_and_leaves_the_dossier_open()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules(NoDayChosen);
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        bench.Clock.Now = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
        await Elderly(registries, "day", "1951-01-01");
        await bench.Get<DateTriggers>().Run(Cancellation);
        await bench.Rounds();

        await Recorded(registries, "year", "1951-01-01");
        await bench.TakeIn("population", 1);
        var round = await bench.Rounds();

        Assert.Equal((1, 0), (round.Undecided, round.Withdrawn));
        Assert.Equal("prepared", await bench.Scalar<string>("select state from par.dossier"));
        Assert.Equal(0, await bench.Scalar<int>("select count(*)::int from par.open_question"));
    }

    private static async Task Elderly(LinkedRegistries registries, string precision, string firstDay)
    {
        await registries.Person(Elder, Day(firstDay), "an-khe");
        await Set(registries, precision, firstDay);
    }

    private static async Task Recorded(LinkedRegistries registries, string precision, string firstDay)
    {
        await Set(registries, precision, firstDay);
        await registries.Report("population", "person.corrected", Elder);
    }

    private static async Task Set(LinkedRegistries registries, string precision, string firstDay)
    {
        await using var connection = await registries["population"].OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update population.person set date_of_birth = @born, dob_precision = @precision where personal_id = @Elder",
            new { born = Day(firstDay), precision, Elder });
    }

    private static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

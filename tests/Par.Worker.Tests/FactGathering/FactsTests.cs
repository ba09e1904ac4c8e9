using Dapper;
using Npgsql;
using Par.Rules.Facts;
using Par.Rules.Feel;
using Par.Worker.Books;
using Par.Worker.FactGathering;
using Par.Worker.Registries;
using Par.Worker.Tests.Rounds;
using Record = Par.Rules.Feel.Record;

namespace Par.Worker.Tests.FactGathering;

public sealed class FactsTests(PostgreSql postgres)
{
    private const string Child = "048226000061";
    private const string Mother = "048199000062";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Links_of_links_are_followed_and_every_record_says_where_it_is_from()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);

        var facts = await Gather(bench, Request(bench, Child, Mother));

        var mother = (Record)Field(facts.Event, "mother").AsContext;
        var home = (Record)Field(mother, "residence").AsContext;
        Assert.Equal("hai-chau", Field(home, "area").AsString);
        Assert.Equal(new FactSource("population", LinkedRegistries.Confirmed), home.Source);
        Assert.Equal(new FactSource("civil-status", LinkedRegistries.Confirmed), facts.Event.Source);
    }

    [Fact]
    public async Task Nobody_named_and_nobody_found_is_null_but_a_subject_not_on_record_is_unknown()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);

        var facts = await Gather(bench, Request(bench, Child, Mother));

        Assert.True(Field(facts.Event, "father").IsNull);
        Assert.True(Field(facts.Event, "mother").IsNull);
        Assert.Equal(
            MissingFacts.Of(new MissingFact(new FactName("Person", "id"), "population", MissingBecause.NotOnRecord)),
            facts.Subject.Missing);
    }

    [Fact]
    public async Task A_person_without_cards_has_none_and_what_no_rule_needs_is_unknown_and_not_none()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);

        var facts = await Gather(bench, Request(bench, Child, Mother));

        var child = (Record)facts.Subject.AsContext;
        Assert.Empty(Field(child, "insurances").AsList);
        Assert.True(Field(child, "landRights").IsUnknown);
        Assert.True(Field(child, "vneidLevel").IsUnknown);
    }

    [Fact]
    public async Task Of_two_records_where_one_is_wanted_the_one_confirmed_last_counts()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await Write(registries, "population", $"""
            insert into population.residence (personal_id, kind, area, address, registered_from, recorded_at, updated_at)
            values ('{Mother}', 'permanent', 'an-khe', '1 Điện Biên Phủ', '2026-11-21', now(), '2026-11-21'), ('{Mother}', 'temporary', 'son-tra', 'x', '2026-11-22', now(), '2026-11-22')
            """);

        var facts = await Gather(bench, Request(bench, Child, Mother));

        var mother = (Record)Field(facts.Event, "mother").AsContext;
        Assert.Equal("an-khe", Field((Record)Field(mother, "residence").AsContext, "area").AsString);
    }

    [Fact]
    public async Task One_registry_takes_one_round_trip_for_a_level_whatever_the_number_of_events()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population", "health-insurance", "civil-status");
        await using var bench = await WorkerBench.Create(postgres, registries);
        var requests = new List<FactRequest>();
        for (var i = 0; i < 40; i++)
        {
            await registries.Birth($"048226{i:D6}", $"048199{i:D6}");
            requests.Add(Request(bench, $"048226{i:D6}", $"048199{i:D6}"));
        }

        using var population = Trips(registries, "population");
        using var insurance = Trips(registries, "health-insurance");
        using var civilStatus = Trips(registries, "civil-status");
        using var others = Trips(registries, "land");
        var gathered = await bench.Get<Facts>().Gather(requests, LocalTime(bench), Cancellation);

        Assert.All(gathered, facts => Assert.False(facts.Subject.IsUnknown));
        Assert.Equal((1, 1, 1, 0), (population.Count, insurance.Count, civilStatus.Count, others.Count));
    }

    [Fact]
    public async Task A_table_that_is_not_as_the_catalogue_says_is_silence_and_not_a_failure()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Birth(Child, Mother);
        await Write(registries, "health-insurance", "alter table health_insurance.card rename column valid_until to ends_on");

        var facts = await Gather(bench, Request(bench, Child, Mother));

        Assert.Equal(
            MissingFacts.Of(new MissingFact(new FactName("Person", "insurances"), "health-insurance", MissingBecause.NoAnswer)),
            Field((Record)facts.Subject.AsContext, "insurances").Missing);
        Assert.False(bench.Registry("health-insurance").IsAway);
    }

    [Fact]
    public async Task All_that_a_batch_learns_from_a_registry_is_of_one_moment_though_links_make_it_ask_twice()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "population", "health-insurance");
        using var rules = new CopiedRules().With(
            "birth/sample.rule.yaml",
            LawSamples.Rule("sample.mother", "{event: birth.registered, subject: Person}", LawSamples.Remind(), condition: "subject.mother.name = \"Trần Thị Mai\""));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth(Child, Mother);
        await using var insurer = await registries["health-insurance"].OpenConnectionAsync(Cancellation);
        await using var held = await insurer.BeginTransactionAsync(Cancellation);
        await insurer.ExecuteAsync("lock table health_insurance.card");

        // The insurer keeps the first questions waiting, so that the population registry changes between its first answer and its second.
        var gathering = Gather(bench, Request(bench, Child, Mother));
        await Eventually.True(() => Holds(registries, "population", "state = 'idle in transaction' and query not like 'BEGIN%'"));
        await Write(registries, "population", $"update population.person set full_name = 'Lê Thị Lan' where personal_id = '{Mother}'");
        await held.RollbackAsync(Cancellation);

        var mother = (Record)Field((Record)(await gathering).Subject.AsContext, "mother").AsContext;
        Assert.Equal("Trần Thị Mai", Field(mother, "name").AsString);
        Assert.False(await Holds(registries, "population", "state like 'idle in transaction%'"));
    }

    [Fact]
    public async Task What_is_asked_of_a_registry_at_once_is_one_transaction_that_only_reads_at_one_snapshot()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        const string how = "select current_setting('transaction_isolation') || ', read only ' || current_setting('transaction_read_only') || ', ' || now()";
        await using var connection = await bench.Registry("population").Source.OpenConnectionAsync(Cancellation);
        await using var questions = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(how),
                new("select pg_sleep(0.01)::text"),
                new(how),
            },
        };

        var answers = new List<string>();
        await using var reader = await questions.ExecuteReaderAsync(Cancellation);
        do
        {
            await reader.ReadAsync(Cancellation);
            answers.Add(reader.GetString(0));
        }
        while (await reader.NextResultAsync(Cancellation));

        Assert.StartsWith("repeatable read, read only on, ", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public async Task A_registry_that_left_some_questions_in_a_row_unanswered_is_not_asked_for_a_while()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "health-insurance");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Impatient("01:00:00"));
        await registries.Birth(Child, Mother);
        await using var insurer = await registries["health-insurance"].OpenConnectionAsync(Cancellation);
        await using var held = await insurer.BeginTransactionAsync(Cancellation);
        await insurer.ExecuteAsync("lock table health_insurance.card");
        using var asked = Trips(registries, "health-insurance");

        for (var i = 0; i < 5; i++)
        {
            var facts = await Gather(bench, Request(bench, Child, Mother));
            Assert.Equal(
                MissingFacts.Of(new MissingFact(new FactName("Person", "insurances"), "health-insurance", MissingBecause.NoAnswer)),
                Field((Record)facts.Subject.AsContext, "insurances").Missing);
        }

        Assert.Equal(2, asked.Count);
        Assert.Equal((BreakerState.Open, BreakerState.Closed), (bench.Registry("health-insurance").Facts.State, bench.Registry("health-insurance").Feed.State));
        Assert.False(bench.Registry("health-insurance").IsAway);
    }

    [Fact]
    public async Task A_question_on_trial_that_is_answered_brings_all_open_questions_back()
    {
        await using var registries = await LinkedRegistries.Create(postgres, "health-insurance");
        await using var bench = await WorkerBench.Create(postgres, registries, settings: Impatient("00:00:00.1"));
        await registries.Birth(Child, Mother);
        await using var insurer = await registries["health-insurance"].OpenConnectionAsync(Cancellation);
        await using var held = await insurer.BeginTransactionAsync(Cancellation);
        await insurer.ExecuteAsync("lock table health_insurance.card");
        await Gather(bench, Request(bench, Child, Mother));
        await Gather(bench, Request(bench, Child, Mother));
        Assert.Equal([], bench.Get<RegistryConnections>().Returned());

        await held.RollbackAsync(Cancellation);
        await Eventually.True(async () =>
            !Field((Record)(await Gather(bench, Request(bench, Child, Mother))).Subject.AsContext, "insurances").IsUnknown);

        Assert.Equal(["health-insurance"], bench.Get<RegistryConnections>().Returned());
        Assert.Equal(BreakerState.Closed, bench.Registry("health-insurance").Facts.State);
    }

    private static (string, string)[] Impatient(string askAgainAfter) =>
    [
        ("Registries:health-insurance:AnswerWithin", "00:00:00.1"),
        ("Registries:health-insurance:FailuresUntilAway", "2"),
        ("Registries:health-insurance:AskAgainAfter", askAgainAfter),
    ];

    private static async Task<bool> Holds(LinkedRegistries registries, string registry, string session)
    {
        await using var connection = await registries[registry].OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            $"select exists (select from pg_stat_activity where datname = current_database() and application_name = 'par-worker-reader' and {session})");
    }

    private static Value Field(Record record, string name) =>
        record.TryGet(name, out var value) ? value : throw new KeyNotFoundException($"{record.Shape.Name} has no {name}.");

    private static RoundTrips Trips(LinkedRegistries registries, string registry) =>
        new(new NpgsqlConnectionStringBuilder(registries.ConnectionString(registry)).Database!);

    private static async Task Write(LinkedRegistries registries, string registry, string sql)
    {
        await using var command = registries[registry].CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<GatheredFacts> Gather(WorkerBench bench, FactRequest request) =>
        Assert.Single(await bench.Get<Facts>().Gather([request], LocalTime(bench), Cancellation));

    private static LocalTime LocalTime(WorkerBench bench) => new(bench.Get<RunningBook>().Current.Catalogue, bench.Clock);

    private static FactRequest Request(WorkerBench bench, string child, string mother)
    {
        var book = bench.Get<RunningBook>().Current;
        var birth = book.Catalogue.LifeEvents["birth.registered"];
        var values = new Value[birth.Shape.Fields.Count];
        values[birth.Shape.IndexOf("childId")] = Value.Of(child);
        values[birth.Shape.IndexOf("motherId")] = Value.Of(mother);
        return new FactRequest
        {
            Plan = book.FactsFor("birth.registered"),
            EventShape = birth.Shape,
            EventValues = values,
            EventSource = new FactSource("civil-status", LinkedRegistries.Confirmed),
            SubjectEntity = birth.Subject,
            Subject = child,
        };
    }
}

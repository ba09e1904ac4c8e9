using System.Text.Json;

namespace Par.Worker.Tests.Cli;

/// <summary>The verb as people run it.</summary>
public sealed class QuarantineVerbTests(PostgreSql postgres)
{
    private const string Child = "048226000011";
    private const string Mother = "048199000012";
    private const string BadBody = """{"registrationNo": "B-1", "registeredOn": "20/11/2026", "childName": "Trần An", "motherId": "048199000012"}""";
    private const string Reason = "The body's 'registeredOn' is not a date: the registry must send the event again as the catalogue describes it.";

    [Fact]
    public async Task It_lists_shows_replays_and_dismisses()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var bad = await registries.Report("civil-status", "birth.registered", Child, BadBody);
        await bench.TakeIn("civil-status", 1);
        await bench.Rounds();
        bench.Clock.Now += TimeSpan.FromMinutes(1);
        var nobody = await registries.Report("civil-status", "birth.registered", "0482");
        await bench.TakeIn("civil-status", 2);

        Assert.Equal(
            (0,
                $"""
                civil-status/{bad}  birth.registered  since 2026-11-23 03:00:00Z
                    {Reason}
                civil-status/{nobody}  birth.registered  since 2026-11-23 03:01:00Z
                    The subject is not a personal id of 12 digits: the registry must send the event again with the right id.
                2 life events in quarantine.
                """,
                ""),
            await Run(bench, "list"));
        Assert.Equal(
            (0,
                $$"""
                Event     civil-status/{{bad}}
                Kind      birth.registered
                Received  2026-11-23 03:00:00Z
                State     quarantined
                Attempts  0
                Error     {{Reason}}
                Mend      When a correction of it has come, or the catalogue was mended, replay it; when it was sent again as a new life event, dismiss it.
                {
                  "motherId": "personal id",
                  "childName": "text",
                  "registeredOn": "text",
                  "registrationNo": "text"
                }
                """,
                ""),
            await Run(bench, "show", $"civil-status/{bad}"));

        Assert.Equal(
            (1,
                $"""
                Life event 'civil-status/{nobody}' stays, for it cannot be used as it is. The subject is not a personal id of 12 digits: the registry must send the event again with the right id. Dismiss this one when it has.
                Replayed 1 life event.
                """,
                ""),
            await Run(bench, "replay", "--all", "--registry", "civil-status"));
        Assert.Equal("waiting", await bench.Scalar<string>("select state from par.inbox where event_uid = @bad", new { bad }));
        Assert.Equal(
            (0, "Dismissed 1 life event.", ""),
            await Run(bench, "dismiss", $"civil-status/{nobody}", "--by", "Lê Văn Bảy", "--reason", "Sent again with the right id."));
        Assert.Equal((0, "Nothing is in quarantine.", ""), await Run(bench, "list", "--registry", "civil-status"));
        Assert.Equal(1, await bench.Scalar<int>("select count(*)::int from par.alarm where kind = 'quarantine' and cleared_at is not null"));
        Assert.Equal(
            (1, $"Life event 'civil-status/{nobody}' is not in quarantine: it is dismissed.\nReplayed 0 life events.", ""),
            await Run(bench, "replay", $"civil-status/{nobody}"));
        Assert.Contains(
            "State     dismissed 20",
            (await Run(bench, "show", $"civil-status/{nobody}")).Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_of_a_correction_and_speaks_JSON_to_programs()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        var bad = await registries.Report("civil-status", "birth.registered", Child, BadBody);
        var correction = await registries.Report("civil-status", "birth.corrected", Child, LinkedRegistries.BirthBody(Child, Mother), corrects: bad);
        await bench.TakeIn("civil-status", 2);
        await bench.Execute("update par.inbox set state = 'quarantined', error = @Reason where event_uid = @bad", new { Reason, bad });

        Assert.Contains(
            $"    Corrected since by civil-status/{correction} (birth.corrected). It was corrected since: replay it, and it is decided as corrected.",
            (await Run(bench, "list")).Out,
            StringComparison.Ordinal);
        var (_, json, _) = await Run(bench, "list", "--registry", "civil-status", "--kind", "birth.registered", "--json");
        using var read = JsonDocument.Parse(json);
        var one = Assert.Single(read.RootElement.EnumerateArray());
        Assert.Equal(
            ("civil-status", bad, "birth.registered", Reason, true, correction),
            (one.GetProperty("registry").GetString(), one.GetProperty("eventUid").GetGuid(), one.GetProperty("kind").GetString(), one.GetProperty("error").GetString(), one.GetProperty("mayBeReplayed").GetBoolean(), one.GetProperty("correctedBy").GetGuid()));
        Assert.DoesNotContain(Child, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "Say which life events: name them as './par quarantine list' shows them, or give --all --registry NAME.")]
    [InlineData("replay --all", "--all needs --registry NAME: what is decided at once is of one registry.")]
    [InlineData("replay --all --registry civil-statu", "There is no registry 'civil-statu'. Did you mean 'civil-status'?")]
    [InlineData("list --registry water", "There is no registry 'water'. The registries are: civil-status.")]
    [InlineData("replay 12", "'12' is no life event: write REGISTRY/EVENT-UID as './par quarantine list' shows it, such as land/0f8fad5b-d9cb-469f-a165-70867728950e.")]
    [InlineData("dismiss --all --registry civil-status --by Lan", "Give the name of who decides with --by and the reason with --reason: both are kept with the life event for ever.")]
    [InlineData("dismiss land/0f8fad5b-d9cb-469f-a165-70867728950e --all --by Lan --reason x", "Name life events or give --all, not both.")]
    public async Task What_is_wrong_with_the_words_is_said_with_the_mend(string words, string sentence)
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        await registries.Report("civil-status", "birth.registered", Child);
        await bench.TakeIn("civil-status", 1);

        Assert.Equal((2, "", sentence), await Run(bench, words.Split(' ')));
    }

    [Fact]
    public async Task An_id_that_nobody_knows_is_said()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        await using var bench = await WorkerBench.Create(postgres, registries);
        const string name = "land/0f8fad5b-d9cb-469f-a165-70867728950e";

        Assert.Equal((1, $"There is no life event '{name}': see './par quarantine list'.", ""), await Run(bench, "show", name));
        Assert.Equal((1, $"There is no life event '{name}': see './par quarantine list'.\nReplayed 0 life events.", ""), await Run(bench, "replay", name));
    }

    private static Task<(int Code, string Out, string Error)> Run(WorkerBench bench, params string[] words) => WorkerProcess.Run(
        Repository.Root,
        new Dictionary<string, string> { ["Database__ConnectionString"] = bench.Work.ConnectionString },
        ["quarantine", .. words]);
}

using Npgsql;
using Par.Worker.Cli;

namespace Par.Worker.Tests.Cli;

/// <summary>The words and exit codes of the command line, from the real program.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Alone_it_lists_the_verbs()
    {
        var (code, said, _) = await WorkerProcess.Run(Repository.Root, null);

        Assert.Equal(0, code);
        foreach (var verb in new[] { "serve", "migrate", "rules" })
        {
            Assert.Contains($"\n  {verb} ", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("serv", "There is no verb 'serv'. Did you mean 'serve'?")]
    [InlineData("xyzzy", "There is no verb 'xyzzy'.")]
    [InlineData("rules chek", "There is no verb 'chek' of 'rules'. Did you mean 'check'?")]
    [InlineData("rules", "'rules' needs one more word.")]
    [InlineData("serve --setings x", "There is no option '--setings' of 'serve'. Did you mean '--settings'?")]
    [InlineData("migrate extra", "There is no argument 'extra' of 'migrate'.")]
    public async Task An_unknown_word_is_named_with_the_nearest_right_one(string words, string sentence)
    {
        var (code, said, error) = await WorkerProcess.Run(Repository.Root, null, words.Split(' '));

        Assert.Equal((2, "", sentence), (code, said, error.Split('\n')[0]));
        Assert.Matches("\n(The verbs are:|The options are: )", error);
    }

    [Fact]
    public async Task Every_wrong_value_is_said_at_once_in_our_own_words()
    {
        var (code, said, error) = await WorkerProcess.Run(Repository.Root, null, "demo", "--people", "20,000", "--seed", "abc", "--speed", "fast", "--colour", "red");

        Assert.Equal((2, ""), (code, said));
        Assert.Equal(
            [
                "--people is '20,000': give a whole number such as 20000.",
                "--seed is 'abc': give a whole number such as 20000.",
                "--speed is 'fast': give a number such as 20 or 0.5.",
                "There is no option '--colour' of 'demo'.",
            ],
            error.Split('\n')[..^1].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("demo --speed 1,5", "--speed is '1,5': give a number such as 20 or 0.5.")]
    [InlineData("demo --workers abc", "--workers is 'abc': give a whole number such as 1.")]
    [InlineData("demo --seconds 2,5", "--seconds is '2,5': give a number such as 20 or 0.5.")]
    [InlineData("demo --seconds", "--seconds has no value: give a number such as 20 or 0.5.")]
    [InlineData("agencies transfer --by Lan --reason moved --to", "--to has no value: give a value.|The dossier is missing.")]
    [InlineData("agencies transfer H17.5-260313-0001", "--to is missing: give it with its value.|--by is missing: give it with its value.|--reason is missing: give it with its value.")]
    [InlineData("feel", "The expression is missing.")]
    public async Task What_is_missing_or_written_in_another_way_is_said_in_our_own_words(string words, string sentences)
    {
        var (code, said, error) = await WorkerProcess.Run(Repository.Root, null, words.Split(' '));

        Assert.Equal((2, ""), (code, said));
        Assert.Equal(sentences.Split('|').Order(StringComparer.Ordinal), error.Split('\n')[..^1].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Help_names_the_command_that_people_type()
    {
        var (code, said, _) = await WorkerProcess.Run(Repository.Root, null, "demo", "--help");

        Assert.Equal(0, code);
        Assert.Contains("./par demo [options]", said, StringComparison.Ordinal);
        Assert.DoesNotContain("par-worker", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_setting_is_reported_at_once()
    {
        var settings = new Dictionary<string, string>
        {
            ["Desk__Address"] = "http://0.0.0.0:5080",
            ["Desk__PickOfficer"] = "true",
            ["Desk__PageSize"] = "many",
            ["Queue__Lease"] = "00:00:01",
            ["Timetable__RetentionAt"] = "at night",
        };

        var (code, _, error) = await WorkerProcess.Run(Repository.Root, settings, "serve");

        Assert.Equal(1, code);
        var lines = error.Split('\n');
        Assert.Contains("Desk:PageSize is 'many', which is no whole number.", lines);
        Assert.Contains("Timetable:RetentionAt is 'at night', which is no time of day: write it as hh:mm, such as 02:30.", lines);
        Assert.Contains("Queue:Lease must be between 00:01:00 and 08:00:00. Leave it out for 00:20:00.", lines);
        Assert.Contains(lines, line => line.StartsWith("Desk:PickOfficer lets anyone in who can reach the desk", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Database:ConnectionString must name a host and a database", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Registries:", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_not_there_or_not_JSON_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("par-cli-");
        try
        {
            var missing = await WorkerProcess.Run(folder.FullName, null, "migrate", "--settings", "none.json");
            Assert.Equal((1, $"There is no settings file {Path.Combine(folder.FullName, "none.json")}: check the path."), (missing.Code, missing.Error));

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bad.json"), "{\n  \"Desk\": nonsense", TestContext.Current.CancellationToken);
            var bad = await WorkerProcess.Run(folder.FullName, null, "migrate", "--settings", "bad.json");
            Assert.Equal(1, bad.Code);
            Assert.StartsWith($"{Path.Combine(folder.FullName, "bad.json")}:2:12: the settings file is not valid JSON: ", bad.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("LineNumber", bad.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_database_that_is_starting_up_is_one_sentence() => Assert.Equal(
        "The work database is starting up or shutting down and takes nobody yet: start this program again when it is up.",
        Failures.Sentence(new PostgresException("the database system is starting up", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow)));

    [Fact]
    public async Task A_database_that_does_not_answer_is_one_sentence()
    {
        var settings = new Dictionary<string, string> { ["Database__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=par;Username=par;Password=hush" };

        var (code, _, error) = await WorkerProcess.Run(Repository.Root, settings, "migrate");

        Assert.Equal((1, "The work database did not answer: start PostgreSQL, or mend Database:ConnectionString. (Connection refused)"), (code, error));
    }
}

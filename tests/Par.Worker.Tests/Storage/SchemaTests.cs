using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using Par.Worker.Embedded;
using Par.Worker.Storage;

namespace Par.Worker.Tests.Storage;

/// <summary>Storage/schema.sql shows in one place what all migrations together make. Here it is compared, or renewed.</summary>
public sealed partial class SchemaTests(PostgreSql postgres)
{
    private const string Dump = "src/Par.Worker/Storage/schema.sql";
    private const string Renew = "PAR_RENEW_SCHEMA";

    private const string Header =
        """
        -- The work database as all migrations together make it. Not run by anything: to read, and to review changes by.
        -- Renewed by './par schema'.


        """;

    [Fact]
    public async Task The_dump_is_what_the_migrations_make()
    {
        await using var database = await postgres.CreateDatabase();
        var made = Header + await Described(database);
        if (Environment.GetEnvironmentVariable(Renew) is "1")
        {
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, Dump), made, TestContext.Current.CancellationToken);
        }

        Assert.True(
            made == Repository.Read(Dump),
            $"{Dump} is not what the migrations make: run './par schema', look at the difference, and commit it.");
    }

    [Fact]
    public void A_path_that_is_no_file_is_refused() =>
        Assert.StartsWith(
            "There is no SQL file 'Queues/clam.sql' in the program: write the path from src/Par.Worker, such as 'Queues/claim.sql'.",
            Assert.Throws<ArgumentException>(() => Sql.Read("Queues/clam.sql")).Message,
            StringComparison.Ordinal);

    private static async Task<string> Described(TestDatabase database)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var dump = new ProcessStartInfo(
            Path.Combine(PostgreSqlBinaries.Find(new EmbeddedOptions().Binaries).Folder, "pg_dump"),
            ["--schema-only", "--no-owner", "--no-privileges", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        dump.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(dump)!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);

        return ManyBlankLines().Replace(OfOneRelease().Replace(text, ""), "\n\n").Trim('\n') + "\n";
    }

    // What differs between releases of pg_dump, and says nothing about the schema.
    [GeneratedRegex(@"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n", RegexOptions.Multiline)]
    private static partial Regex OfOneRelease();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBlankLines();
}

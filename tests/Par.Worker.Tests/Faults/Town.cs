using Dapper;
using Npgsql;
using Par.Load.Faults;
using Par.Load.Ground;
using Par.Worker.Demo.People;
using Par.Worker.Demo.Reckoning;

namespace Par.Worker.Tests.Faults;

/// <summary>A province that lives all along, with a count at the end that shares nothing with the workers.</summary>
internal sealed class Town : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // So much is written at least, however soon a test has seen what it wanted.
    private const int Enough = 150;

    private const int Seed = 17;
    private const double EventsASecond = 15;

    private readonly CancellationTokenSource over = new();
    private readonly Audit audit;
    private readonly Life life;
    private Task living = Task.CompletedTask;

    private Town(Grounds ground) => (Ground, audit, life) = (ground, new Audit(ground.Databases.WorkConnectionString), new Life(ground, Seed));

    public Grounds Ground { get; }

    /// <summary>The settings of its workers: the timetable goes fast, and much is said.</summary>
    public static (string Name, string Value)[] Settings =>
        [("Timetable:DateTriggers", "00:00:05"), ("Timetable:MissingEvents", "00:00:05"), ("Logging:LogLevel:Default", "Information")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Town> Found()
    {
        var town = new Town(await Grounds.Lay(1_000, Seed, Path.Combine(Repository.Root, "rules"), Cancellation));
        await town.audit.Install(Cancellation);
        return town;
    }

    public void Begin() => living = life.Run(EventsASecond, over.Token);

    public async Task<long> Count(string what, object? values = null)
    {
        await using var work = new NpgsqlConnection(Ground.Databases.WorkConnectionString);
        return await work.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from {what}", values, cancellationToken: Cancellation));
    }

    public async Task Execute(string statement)
    {
        await using var work = new NpgsqlConnection(Ground.Databases.WorkConnectionString);
        await work.ExecuteAsync(new CommandDefinition(statement, cancellationToken: Cancellation));
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string query, object? values = null)
    {
        await using var work = new NpgsqlConnection(Ground.Databases.WorkConnectionString);
        return [.. await work.QueryAsync<T>(new CommandDefinition(query, values, cancellationToken: Cancellation))];
    }

    /// <summary>Keeps a table from everybody until it is disposed of.</summary>
    public async Task<IAsyncDisposable> Hold(string table)
    {
        var connection = new NpgsqlConnection(Ground.Databases.WorkConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await connection.ExecuteAsync($"begin; lock table {table} in access exclusive mode");
        return connection;
    }

    public Task<long> OpenedBy(string program) => Count("par.dossier where opened_by_program = @program", new { program });

    /// <summary>Ends the life, lets the workers finish, and finds nothing lost, doubled, out of order or wrongly decided.</summary>
    public async Task EndWhole()
    {
        await Eventually.True(() => life.Written >= Enough, Limit);
        await over.CancelAsync();
        await living;
        Assert.True(await new Settling(Ground).Within(Limit, () => Task.CompletedTask, Cancellation), "The workers did not finish in time.");
        var reckoned = await new IndependentReckoning(Ground.Databases).Reckon(Ground.Province.Today.AddDays(-29), Province.DayOf(TimeProvider.System.GetUtcNow()), Cancellation);
        Complaints.None([
            .. reckoned.Lost, .. reckoned.Twice, .. reckoned.WithoutDueDate, .. await audit.OutOfOrder(Cancellation), .. await audit.DoneTwice(Cancellation),
            .. await new Decided(Ground.Databases).Wrongly(Cancellation)]);
        Assert.InRange(reckoned.LifeEvents, 100, life.Written);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await living;
        await life.DisposeAsync();
        await Ground.DisposeAsync();
        over.Dispose();
    }
}

using Dapper;
using Npgsql;

namespace Par.Worker.Agencies;

/// <summary>Keeps who is away and when. Who is away claims nothing; what they hold goes back when its lease ends.</summary>
internal sealed class Absences(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Longest = 3660;

    /// <summary>The absences of an agency's officers that are not over, by officer and day.</summary>
    public async Task<IReadOnlyList<Absence>> Of(string agency, CancellationToken cancellation)
    {
        const string of = """
            select absence.officer as "Officer", absence.from_day as "From", absence.until_day as "Until", absence.entered_by as "EnteredBy"
              from par.absence
              join par.officer on officer.id = absence.officer
             where officer.agency = @agency
               and absence.taken_back_at is null
               and absence.until_day >= @today
             order by absence.officer, absence.from_day
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        // The day before is today somewhere: one line too many is better than one too few.
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        return [.. await connection.QueryAsync<Absence>(new CommandDefinition(of, new { agency, today }, cancellationToken: cancellation))];
    }

    /// <summary>Enters an absence, both days included. Gives back why it was not entered, or null when it was.</summary>
    public async Task<string?> Enter(string officer, DateOnly from, DateOnly until, string by, CancellationToken cancellation)
    {
        if (until < from)
        {
            return $"An absence does not end before it begins: {from:yyyy-MM-dd} to {until:yyyy-MM-dd}. Turn the days round.";
        }

        if (until.DayNumber - from.DayNumber > Longest || from.Year is < 2000 or > 2999)
        {
            return $"An absence has {Longest} days at most, and {from:yyyy-MM-dd} to {until:yyyy-MM-dd} has more. Look at the years; enter a longer one in parts.";
        }

        if (string.IsNullOrWhiteSpace(by))
        {
            return "Say who enters the absence: the name is kept with it.";
        }

        const string enter = """
            insert into par.absence (officer, from_day, until_day, entered_by, entered_at)
            select id, @from, @until, @by, @now
              from par.officer
             where id = @officer
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var arguments = new { officer, from, until, by = by.Trim(), now = clock.GetUtcNow() };
        return await connection.ExecuteAsync(new CommandDefinition(enter, arguments, cancellationToken: cancellation)) == 1
            ? null
            : $"There is no officer '{officer}': './par officers show AGENCY' lists those of an agency.";
    }

    /// <summary>Takes back what was entered about a day, and gives back how many absences that were.</summary>
    public async Task<int> TakeBack(string officer, DateOnly day, string by, CancellationToken cancellation)
    {
        const string takeBack = """
            update par.absence
               set taken_back_by = @by, taken_back_at = @now
             where officer = @officer
               and @day between from_day and until_day
               and taken_back_at is null
            """;

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(takeBack, new { officer, day, by, now = clock.GetUtcNow() }, cancellationToken: cancellation));
    }
}

/// <summary>An absence that stands.</summary>
internal sealed record Absence
{
    public required string Officer { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    public required string EnteredBy { get; init; }
}

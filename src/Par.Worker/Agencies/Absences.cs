using Dapper;
using Npgsql;

namespace Par.Worker.Agencies;

/// <summary>Keeps who is away and when. Who is away claims nothing; what they hold goes back when its lease ends.</summary>
internal sealed class Absences(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Enters an absence, both days included. Gives back why it was not entered, or null when it was.</summary>
    public async Task<string?> Enter(string officer, DateOnly from, DateOnly until, string by, CancellationToken cancellation)
    {
        if (until < from)
        {
            return $"An absence does not end before it begins: {from:yyyy-MM-dd} to {until:yyyy-MM-dd}. Turn the days round.";
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

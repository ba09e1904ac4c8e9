using System.Globalization;
using Dapper;
using Npgsql;

namespace Par.Load.Ground;

/// <summary>The time that a PostgreSQL on this machine has spent on the cores, with all its processes, those that have ended included.</summary>
internal sealed class ServerTime(string connectionString)
{
    private const double TicksASecond = 100;

    public async Task<TimeSpan> Spent(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var backend = await connection.ExecuteScalarAsync<int>(new CommandDefinition("select pg_backend_pid()", cancellationToken: cancellation));
        var server = Of(backend)!.Value.Parent;
        var processes = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Of(id) : null)
            .OfType<(int Id, int Parent, double Own, double Ended)>();
        return TimeSpan.FromSeconds(processes.Sum(one => one.Id == server ? one.Own + one.Ended : one.Parent == server ? one.Own : 0) / TicksASecond);
    }

    /// <summary>Null when it has ended meanwhile.</summary>
    private static (int Id, int Parent, double Own, double Ended)? Of(int process)
    {
        string text;
        try
        {
            text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        }
        catch (IOException)
        {
            return null;
        }

        // After the name, which may hold anything: state, parent, ..., and from the twelfth on own and ended children's time for itself and in the kernel.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        double Ticks(int place) => double.Parse(fields[place], CultureInfo.InvariantCulture);
        return (process, (int)Ticks(1), Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));
    }
}

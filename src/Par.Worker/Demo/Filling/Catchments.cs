using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>The lower secondary school of each area. Its season of enrolment is open on the demo's day, whichever that is.</summary>
internal static class Catchments
{
    private const string Insert = """
        insert into catchment (area, school, enrol_from, enrol_until, updated_at)
        select area, school, $3, $4, $5
          from unnest($1, $2) as served (area, school)
        """;

    public static async Task Lay(string writer, Province province, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(writer);
        await connection.OpenAsync(cancellation);
        await using var insert = new NpgsqlCommand(Insert, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = province.Areas.Inhabited.Select(area => area.Id).ToArray() },
                new NpgsqlParameter { Value = province.Areas.Inhabited.Select(area => $"Trường THCS {area.Bare}").ToArray() },
                new NpgsqlParameter { Value = province.Today.AddDays(-14) },
                new NpgsqlParameter { Value = province.Today.AddDays(60) },
                new NpgsqlParameter { Value = province.Confirmed },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}

using System.Text.Json.Nodes;
using Npgsql;
using Par.Rules.Calendars;
using Par.Worker.Agencies;

namespace Par.Worker.Tests.Agencies;

/// <summary>The readers of calendar files refuse the same; here the database does, for what comes by any other way.</summary>
public sealed class CalendarEditionsTests(PostgreSql postgres)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sessions_follow_one_another")]
    [InlineData("years_follow_one_another")]
    [InlineData("day_is_named_once")]
    [InlineData("time_zone_stays")]
    [InlineData("days_that_are_over_stay")]
    public async Task The_database_refuses_an_edition_that_is_not_sound(string constraint)
    {
        await using var commune = await Commune.Found(postgres);
        var sound = Edition(1);
        await Keep(commune, "trial", sound, edition: 1);
        var changed = Edition(2);
        var (years, first) = (changed["years"]!.AsArray(), changed["years"]![0]!);
        switch (constraint)
        {
            case "sessions_follow_one_another":
                changed["sessions"]!["Monday"]![1]!["opens"] = "11:00:00";
                break;
            case "years_follow_one_another":
                years[1]!["year"] = 2028;
                break;
            case "day_is_named_once":
                first["offDays"]!.AsArray().Add(first["offDays"]![0]!.DeepClone());
                break;
            case "time_zone_stays":
                changed["timeZone"] = "Asia/Bangkok";
                break;
            default:
                first["offDays"]!.AsArray().Add(Off("2026-11-20"));
                break;
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Keep(commune, "trial", changed, edition: 2));
        Assert.Equal(constraint, refused.ConstraintName);
        await Keep(commune, "trial", Edition(2), edition: 2);
    }

    [Fact]
    public async Task A_day_that_is_over_changes_only_when_the_edition_says_so_outright_and_a_day_to_come_changes_freely()
    {
        await using var commune = await Commune.Found(postgres);
        await Keep(commune, "trial", Edition(1), edition: 1);
        var changed = Edition(2);
        var year = changed["years"]![0]!;
        year["offDays"]!.AsArray().Add(Off("2026-11-20"));
        year["offDays"]!.AsArray().Add(Off("2026-11-23"));
        Assert.Equal("days_that_are_over_stay", (await Assert.ThrowsAsync<PostgresException>(() => Keep(commune, "trial", changed, edition: 2))).ConstraintName);

        year["rewrites"]!.AsArray().Add("2026-11-20");

        await Keep(commune, "trial", changed, edition: 2);
    }

    private static JsonObject Off(string day) => new() { ["day"] = day, ["vietnamese"] = "Nghỉ", ["english"] = "Off" };

    private static JsonNode Edition(int version)
    {
        IReadOnlyList<WorkingSession> hours = [WorkingSession.Parse("07:00-11:30"), WorkingSession.Parse("13:30-17:00")];
        var calendar = new WorkingCalendar(new CalendarData
        {
            Name = "trial",
            TimeZone = "Asia/Ho_Chi_Minh",
            Sessions = new Dictionary<DayOfWeek, IReadOnlyList<WorkingSession>> { [DayOfWeek.Monday] = hours, [DayOfWeek.Friday] = hours },
            Years = [Year(2026, version), Year(2027, version)],
        });
        return JsonNode.Parse(CalendarEdition.Of(calendar, version, Now).Data)!;
    }

    private static CalendarYear Year(int year, int version) => new()
    {
        Year = year,
        Version = version,
        PublishedOn = new DateOnly(2025, 12, 25),
        OffDays = [new OffDay { Day = new DateOnly(year, 1, 1), Vietnamese = "Nghỉ", English = "Off" }],
    };

    private static async Task Keep(Commune commune, string calendar, JsonNode data, int edition)
    {
        await using var command = commune.Source.CreateCommand(
            "insert into par.calendar_edition (calendar, edition, version, data, hash, kept_at) values ($1, $2, $1 || ' 2026.' || $2, $3::jsonb, '', $4)");
        command.Parameters.AddWithValue(calendar);
        command.Parameters.AddWithValue(edition);
        command.Parameters.AddWithValue(data.ToJsonString());
        command.Parameters.AddWithValue(Now);
        await command.ExecuteNonQueryAsync(Commune.Cancellation);
    }
}

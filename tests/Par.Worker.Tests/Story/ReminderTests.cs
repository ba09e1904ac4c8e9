using Par.Worker.Demo.People;
using Par.Worker.Tests.Demo;

namespace Par.Worker.Tests.Story;

/// <summary>A day comes, and nobody reports it: the timetable of the real service finds the people.</summary>
public sealed class ReminderTests(PostgreSql postgres)
{
    [Fact]
    public async Task Someone_who_turns_fourteen_without_a_card_is_reminded_by_the_timetable()
    {
        await using var province = await StoryProvince.Create(postgres, seed: 45);
        var early = await province.Settle(province.Today.AddYears(-14), Sex.Male, Synthetic.Areas[0]);
        var tooYoung = await province.Settle(province.Today.AddYears(-14).AddDays(9), Sex.Male, Synthetic.Areas[0]);
        await using var service = await province.Serve(("Timetable__DateTriggers", "00:00:01"));

        await Eventually.True(async () => await Reminded(province) == early.Id);
        var late = await province.Settle(province.Today.AddYears(-14), Sex.Female, Synthetic.Areas[1]);
        await Eventually.True(async () => await province.Count("par.reminder") == 2);

        // Several ticks of a schedule that is kept in the database, and each person reminded once.
        await Eventually.True(async () => await province.Count("quartz.qrtz_simple_triggers where trigger_name = 'date-triggers' and times_triggered >= 2") == 1);
        Assert.Equal(
            [$"{early.Id} commune-police/hai-chau", $"{late.Id} commune-police/dai-loc"],
            await province.Work<string>("select subject || ' ' || agency from par.reminder order by reminded_at"));
        Assert.Equal(
            [$"notice.reminder person/{early.Id}", $"notice.reminder person/{late.Id}"],
            await province.Work<string>("select topic || ' ' || recipient from par.outbox order by id"));
        Assert.Equal(0, await province.Count("par.dossier"));
        Assert.Equal(0, await province.Count("par.inbox where subject = @Id", new { tooYoung.Id }));
    }

    private static async Task<string?> Reminded(StoryProvince province) =>
        (await province.Work<string>("select string_agg(subject, ' ') from par.reminder")).Single();
}

using System.CommandLine;
using System.Globalization;
using Par.Worker.Agencies;
using Par.Worker.Storage;

namespace Par.Worker.Cli;

/// <summary><c>officers</c>: who works at an agency, how much they take, and when they are away.</summary>
internal static class OfficersVerb
{
    public static Command Command() => new("officers", "Shows the officers of an agency and what they take today; enters and takes back absences.") { Show(), Absent(), Back() };

    private static Command Show()
    {
        var settings = Settings.Option();
        var agency = new Argument<string>("agency") { Description = "The id of the agency, such as commune-police/hai-chau.", HelpName = "agency" };
        var verb = new Command("show", "Lists the officers of an agency.") { agency, settings };
        verb.SetAction((read, cancellation) => With(read.GetValue(settings), async services =>
        {
            var officers = await services.GetRequiredService<Officers>().Of(read.GetValue(agency)!, cancellation);
            if (officers.Count == 0)
            {
                await Console.Error.WriteLineAsync($"No officer is enlisted at '{read.GetValue(agency)}': write the agency's id as in rules/catalogue, such as commune-police/hai-chau.");
                return 1;
            }

            var absences = (await services.GetRequiredService<Absences>().Of(read.GetValue(agency)!, cancellation)).ToLookup(absence => absence.Officer);
            var norm = services.GetRequiredService<Norms>().IfKnown(read.GetValue(agency)!, services.GetRequiredService<TimeProvider>().GetUtcNow());
            foreach (var officer in officers)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{officer.Id} ({officer.Name}): holds {officer.Holding} of {officer.Capacity}, took {(officer.Day == norm?.Day ? officer.Taken : 0)} of {norm?.For(officer.Share)?.ToString(CultureInfo.InvariantCulture) ?? "any number"} today, works {officer.Share:0.##} of the time"));
                foreach (var absence in absences[officer.Id])
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    away from {absence.From:yyyy-MM-dd} until {absence.Until:yyyy-MM-dd}, says {absence.EnteredBy}"));
                }
            }

            return 0;
        }, cancellation));
        return verb;
    }

    private static Command Absent()
    {
        var settings = Settings.Option();
        var (officer, by) = (Officer(), By());
        var from = DayOption.Of("--from", "The first day, such as 2026-12-01.");
        var until = DayOption.Of("--until", "The last day.");
        var verb = new Command("absent", "Enters an absence: on these days the officer claims nothing.") { officer, from, until, by, settings };
        verb.SetAction((read, cancellation) => With(read.GetValue(settings), async services =>
        {
            var whyNot = await services.GetRequiredService<Absences>().Enter(
                read.GetValue(officer)!, read.GetValue(from), read.GetValue(until), read.GetValue(by)!, cancellation);
            if (whyNot is not null)
            {
                await Console.Error.WriteLineAsync(whyNot);
                return 1;
            }

            Console.WriteLine("Entered the absence.");
            return 0;
        }, cancellation));
        return verb;
    }

    private static Command Back()
    {
        var settings = Settings.Option();
        var (officer, by) = (Officer(), By());
        var day = DayOption.Of("--day", "A day of the absence.");
        var verb = new Command("back", "Takes back the absence that a day lies in.") { officer, day, by, settings };
        verb.SetAction((read, cancellation) => With(read.GetValue(settings), async services =>
        {
            if (string.IsNullOrWhiteSpace(read.GetValue(by)))
            {
                await Console.Error.WriteLineAsync("Say who takes the absence back: the name is kept with it.");
                return 1;
            }

            var taken = await services.GetRequiredService<Absences>().TakeBack(read.GetValue(officer)!, read.GetValue(day), read.GetValue(by)!.Trim(), cancellation);
            if (taken > 0)
            {
                Console.WriteLine(taken == 1 ? "Took the absence back." : $"Took back {Count.Of(taken, "absence")} that the day lies in.");
                return 0;
            }

            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"'{read.GetValue(officer)}' is not entered as absent on {read.GetValue(day):yyyy-MM-dd}: look at the id and the day."));
            return 1;
        }, cancellation));
        return verb;
    }

    private static Argument<string> Officer() => new("officer") { Description = "The officer's id.", HelpName = "officer" };

    private static Option<string> By() => new("--by") { Description = "Who says so; kept with the absence.", HelpName = "NAME", Required = true };

    private static async Task<int> With(string? file, Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        Settings.CheckAll(file);
        await using var worker = Program.Build(WorkerHost.Builder(file));
        await worker.Services.GetRequiredService<Migrator>().RequireUpToDate(cancellation);
        return await act(worker.Services);
    }
}

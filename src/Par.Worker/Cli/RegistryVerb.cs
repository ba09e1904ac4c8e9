using System.CommandLine;
using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Worker.Registries;

namespace Par.Worker.Cli;

/// <summary><c>registry</c>: what a registry needs to be linked, and whether it has it.</summary>
internal static class RegistryVerb
{
    public static Command Command() => new("registry", "Checks that a registry can be read as the catalogue says, and prints what to add to it.") { Check(), Init() };

    private static Argument<string> Name() => new("name") { Description = "The registry's name in the catalogue, such as civil-status.", HelpName = "name" };

    private static Command Check()
    {
        var (name, settings) = (Name(), Settings.Option());
        name.Arity = ArgumentArity.ZeroOrOne;
        var verb = new Command("check", "Connects, compares columns and types with the catalogue, and says what is missing; all registries when none is named. Ends with code 1 when something is.") { name, settings };
        verb.SetAction((read, cancellation) => On(
            read.GetValue(settings),
            read.GetValue(name),
            async (services, names) =>
            {
                var inspection = ActivatorUtilities.CreateInstance<RegistryInspection>(services);
                var wrong = 0;
                var (seen, unseen) = await SeenByWorkers.All(services, cancellation);
                foreach (var registry in names)
                {
                    Console.WriteLine(registry);
                    foreach (var one in (await inspection.Inspect(registry, cancellation)).Concat(unseen is null ? SeenByWorkers.Of(registry, seen, services.GetRequiredService<TimeProvider>().GetUtcNow()) : [Inspected.Slow(unseen)]))
                    {
                        Console.WriteLine($"  {one.Weight switch { InspectedWeight.Good => "ok     ", InspectedWeight.Hint => "hint   ", _ => "WRONG  " }}{one.Says}");
                        wrong += one.Weight == InspectedWeight.Wrong ? 1 : 0;
                    }
                }

                return wrong == 0 ? 0 : 1;
            }));
        return verb;
    }

    private static Command Init()
    {
        var (name, settings) = (Name(), Settings.Option());
        var replication = new Option<bool>("--replication") { Description = "With what following its commits needs besides." };
        var verb = new Command("init", "Prints the SQL that adds the feed of life events to a registry. Nothing is run.") { name, replication, settings };
        verb.SetAction((read, _) => On(
            read.GetValue(settings),
            read.GetValue(name),
            (services, names) =>
            {
                var registry = services.GetRequiredService<RegistryConnections>()[names[0]];
                var options = services.GetRequiredService<IOptions<RegistriesOptions>>().Value.ByName[registry.Name];
                Console.Write(registry.HasFeed
                    ? FeedScript.For(registry.Registry, options.ConnectionString, read.GetValue(replication))
                    : TableScript.For(RegistryTable.Of(registry, services.GetRequiredService<RuleCatalogue>()), options.ConnectionString));
                return Task.FromResult(0);
            }));
        return verb;
    }

    private static async Task<int> On(string? settingsFile, string? name, Func<IServiceProvider, IReadOnlyList<string>, Task<int>> act)
    {
        Settings.CheckAll(settingsFile);
        await using var worker = Program.Build(WorkerHost.Builder(settingsFile));
        var known = worker.Services.GetRequiredService<RegistryConnections>().All.Select(registry => registry.Name).ToList();
        if (name is not null && !known.Contains(name, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync(Nearest.Name(name, known) is { } near
                ? $"There is no registry '{name}'. Did you mean '{near}'?"
                : $"There is no registry '{name}'. The registries are: {string.Join(", ", known)}.");
            return CommandLine.Misused;
        }

        return await act(worker.Services, name is null ? known : [name]);
    }
}

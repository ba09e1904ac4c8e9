using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Worker.Storage;

namespace Par.Worker.Registries;

/// <summary>Checks at start that every registry of the catalogue has usable settings, and reports all that have not at once.</summary>
internal sealed class RegistriesCheck(RuleCatalogue catalogue) : IValidateOptions<RegistriesOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistriesOptions options)
    {
        var problems = catalogue.Registries.Keys
            .Order(StringComparer.Ordinal)
            .SelectMany(registry => Problems(registry, options.ByName.GetValueOrDefault(registry)))
            .Concat(catalogue.Registries.Keys.Order(StringComparer.Ordinal)
                .SelectMany(registry => options.ByName.GetValueOrDefault(registry) is { } own ? ProblemsWhenAway(registry, own) : []))
            .Concat(catalogue.LifeEvents.Values.Where(life => life.ReadFrom is not null).Select(life => life.Registry.Id).Distinct().Order(StringComparer.Ordinal)
                .Where(registry => options.ByName.GetValueOrDefault(registry)?.Way == FeedWay.Replication).Select(NothingToFollow))
            .Concat(options.ByName.Keys.Order(StringComparer.Ordinal).Where(Unknown).Select(Stranger))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string registry, RegistryOptions? options)
    {
        if (options is null || !Database.NamesAHostAndADatabase(options.ConnectionString))
        {
            yield return $"Registries:{registry}:ConnectionString must name a host and a database, such as "
                + $"'Host=...;Database={registry.Replace('-', '_')};Username={registry.Replace('-', '_')}_reader;Password=...'.";
        }

        if (options is not null && (options.ConnectWithin < TimeSpan.FromSeconds(1) || options.ConnectWithin > TimeSpan.FromMinutes(1)))
        {
            yield return $"Registries:{registry}:ConnectWithin must be between 00:00:01 and 00:01:00. Leave it out for 00:00:03.";
        }

        if (options is not null && (options.AnswerWithin < TimeSpan.FromMilliseconds(100) || options.AnswerWithin > TimeSpan.FromMinutes(5)))
        {
            yield return $"Registries:{registry}:AnswerWithin must be between 00:00:00.1 and 00:05:00. Leave it out for 00:00:05.";
        }
    }

    private static IEnumerable<string> ProblemsWhenAway(string registry, RegistryOptions options)
    {
        if (options.FailuresUntilAway is < 1 or > 100)
        {
            yield return $"Registries:{registry}:FailuresUntilAway must be between 1 and 100. Leave it out for 3.";
        }

        if (options.AskAgainAfter < TimeSpan.FromMilliseconds(100) || options.AskAgainAfter > TimeSpan.FromHours(1))
        {
            yield return $"Registries:{registry}:AskAgainAfter must be between 00:00:00.1 and 01:00:00. Leave it out for 00:00:30.";
        }

        foreach (var (setting, value) in new[] { (nameof(options.AlarmWhenAwayFor), options.AlarmWhenAwayFor), (nameof(options.AlarmWhenHeldBackFor), options.AlarmWhenHeldBackFor) })
        {
            if (value < TimeSpan.Zero || value > TimeSpan.FromDays(7))
            {
                yield return $"Registries:{registry}:{setting} must be between 00:00:00 and 7.00:00:00. Leave it out for 00:05:00.";
            }
        }
    }

    private static string NothingToFollow(string registry) =>
        $"Registries:{registry}:Way is Replication, and the catalogue reads its life events from tables: only a feed can be followed. Leave the setting out.";

    private bool Unknown(string written) => !catalogue.Registries.Keys.Contains(written, StringComparer.OrdinalIgnoreCase);

    private string Stranger(string written) =>
        Nearest.Name(written, catalogue.Registries.Keys) is { } near
            ? $"Registries:{written} is no registry of the catalogue. Did you mean '{near}'?"
            : $"Registries:{written} is no registry of the catalogue. Add it to rules/catalogue, or remove the setting.";
}

using System.Text;
using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Rules.Diagnostics;
using Par.Worker.Api.Portals;
using Par.Worker.Api.Spdci;
using Par.Worker.Outcomes;

namespace Par.Worker.Api;

/// <summary>Checks at start that every sender and portal is one that can send, and reports everything that is wrong with them at once.</summary>
internal sealed class ApiCheck(RuleCatalogue catalogue, SpdciCheck spdci) : IValidateOptions<ApiOptions>
{
    private const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var problems = options.Senders
            .OrderBy(sender => sender.Key, StringComparer.Ordinal)
            .SelectMany(sender => Problems($"Api:Senders:{sender.Key}", sender.Value))
            .Concat(options.Portals.OrderBy(portal => portal.Key, StringComparer.Ordinal).SelectMany(portal => PortalProblems(portal.Key, portal.Value, options)))
            .Concat(options.Spdci.OrderBy(registry => registry.Key, StringComparer.Ordinal).SelectMany(spdci.Problems))
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string setting, SenderOptions sender)
    {
        if (!catalogue.Registries.ContainsKey(sender.Registry))
        {
            yield return UnknownRegistry($"{setting}:Registry", sender.Registry);
        }

        if (sender.Source.Length == 0 || !Uri.TryCreate(sender.Source, UriKind.RelativeOrAbsolute, out _))
        {
            yield return $"{setting}:Source must be the URI that the sender's events have as their source, such as 'https://hospital.example/births'.";
        }

        foreach (var problem in SecretProblems(setting, sender.Secrets))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> PortalProblems(string name, PortalOptions portal, ApiOptions options)
    {
        var setting = $"Api:Portals:{name}";
        if (options.Senders.ContainsKey(name))
        {
            yield return $"{setting} has the name of a sender of life events: give the portal another name, and other secrets.";
        }

        if (portal.Channel is not AnswerChannel.Portal and not AnswerChannel.VneId)
        {
            yield return $"{setting}:Channel must be portal or vneId: what comes over HTTP was said nowhere else. Leave it out for portal.";
        }

        foreach (var problem in SecretProblems(setting, portal.Secrets))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> SecretProblems(string setting, IList<string> secrets)
    {
        if (secrets.Count == 0)
        {
            yield return $"{setting}:Secrets must hold at least one secret of {ShortestSecret} bytes or more. Make one with 'openssl rand -base64 48'.";
        }

        for (var i = 0; i < secrets.Count; i++)
        {
            if (Encoding.UTF8.GetByteCount(secrets[i]) < ShortestSecret)
            {
                yield return $"{setting}:Secrets:{i} must be at least {ShortestSecret} bytes long. Make one with 'openssl rand -base64 48'.";
            }
        }
    }

    private string UnknownRegistry(string setting, string written) =>
        Nearest.Name(written, catalogue.Registries.Keys) is { } near
            ? $"{setting} is '{written}', which is no registry of the catalogue. Did you mean '{near}'?"
            : $"{setting} is '{written}', which is no registry of the catalogue. Name one of rules/catalogue/registries.yaml.";
}

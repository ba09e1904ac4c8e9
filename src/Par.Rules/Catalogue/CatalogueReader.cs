using Par.Rules.Catalogue.Yaml;
using Par.Rules.Diagnostics;

namespace Par.Rules.Catalogue;

/// <summary>Reads all catalogue files together: what one file lists, any other may speak of.</summary>
internal sealed class CatalogueReader
{
    private readonly CatalogueReading _reading;
    private readonly EntityReader _entities;
    private readonly LifeEventReader _lifeEvents;
    private readonly LawReader _law;
    private readonly AgencyReader _agencies;
    private readonly SuccessionReader _successions;
    private readonly CalendarReader _calendars;
    private readonly List<(MapReader File, Provenance? Provenance)> _files = [];

    private CatalogueReader(List<Diagnostic> problems)
    {
        _reading = new CatalogueReading(problems);
        _entities = new EntityReader(_reading);
        _lifeEvents = new LifeEventReader(_reading, _entities);
        _law = new LawReader(_reading, _entities);
        _agencies = new AgencyReader(_reading);
        _successions = new SuccessionReader(_reading, _agencies);
        _calendars = new CalendarReader(_reading);
    }

    /// <summary>The catalogue of the documents. Where there are problems it holds what could be read, so that rules can still be checked.</summary>
    public static RuleCatalogue Read(IEnumerable<YamlNode> documents, List<Diagnostic> problems)
    {
        var reader = new CatalogueReader(problems);
        foreach (var document in documents)
        {
            reader.Sort(document);
        }

        return reader.Catalogue();
    }

    private void Sort(YamlNode document)
    {
        if (document is YamlMap map && map.Entries.Any(entry => entry.Name is "calendar" or "timeZone" or "sessions"))
        {
            _calendars.Read(document);
        }
        else if (MapReader.Of(document, CatalogueKeys.File, _reading.Problems) is { } file)
        {
            var source = file.Text("source");
            _files.Add((file, source is null ? null : new Provenance(source, file.Day("checked"))));
        }
    }

    private RuleCatalogue Catalogue()
    {
        Each("registries", _entities.ReadRegistry);
        Each("entities", _entities.ReadEntity);
        _entities.Connect();
        Each("lifeEvents", _lifeEvents.Read);
        _lifeEvents.CheckTogether();
        Each("parameters", _law.ReadParameter);
        Each("procedures", _law.ReadProcedure);
        _law.CheckReplacements();
        Each("kinds", _agencies.ReadKind);
        Each("areas", _agencies.ReadArea);
        foreach (var (file, provenance) in _files)
        {
            _reading.FileProvenance = provenance;
            foreach (var line in file.List("agencies"))
            {
                _agencies.ReadAgencies(line, _calendars.Calendars);
            }

            foreach (var succession in file.List("successions"))
            {
                _successions.Read(succession);
            }
        }

        _successions.CheckCircles();
        return new RuleCatalogue(_agencies.Agencies)
        {
            Registries = _entities.Registries,
            Entities = _entities.Entities,
            LifeEvents = _lifeEvents.LifeEvents,
            Parameters = new Parameters(_law.Parameters.Values),
            Procedures = _law.Procedures,
            AgencyKinds = _agencies.Kinds,
            Areas = _agencies.Areas,
            Successions = _successions.Successions,
            Calendars = _calendars.Calendars,
        };
    }

    private void Each(string key, Action<YamlEntry> read)
    {
        foreach (var (file, provenance) in _files)
        {
            _reading.FileProvenance = provenance;
            foreach (var entry in file.Named(key))
            {
                read(entry);
            }
        }
    }
}

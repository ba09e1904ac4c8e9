using System.CommandLine;
using System.Security.Cryptography;
using Par.Load.Capacity;
using Par.Load.Faults;
using Par.Load.Ground;
using Par.Load.Intake;
using Par.Load.Queues;

var rules = new Option<string>("--rules") { Required = true, Description = "The folder of the rule book." };
var json = new Option<FileInfo?>("--json") { Description = "The file for the figures." };
var events = new Option<int>("--events") { DefaultValueFactory = _ => 1_000_000, Description = "How many life events wait in the long drain, 10,000 to 5,000,000." };
events.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < 10_000 or > 5_000_000)
    {
        given.AddError("--events must be between 10000 and 5000000. Leave it out for 1000000.");
    }
});

var only = new Option<IntakePart?>("--only") { Description = "One part alone: rate, latency or drain." };
var intake = new Command("intake", "Measures the way from the registries to the queues.") { rules, json, events, only };
intake.SetAction((read, cancellation) => IntakeBench.Run(
    read.GetRequiredValue(rules), read.GetValue(events), read.GetValue(only), read.GetValue(json), Console.Out, cancellation));
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long things go wrong, 10 to 7,200 seconds." };
seconds.Validators.Add(given =>
{
    if (given.GetValueOrDefault<double>() is not (>= 10 and <= 7_200))
    {
        given.AddError("--seconds must be between 10 and 7200. Leave it out for 60.");
    }
});
var seed = new Option<int?>("--seed") { Description = "The same seed gives the same faults and the same life. One is drawn and printed when it is left out." };
var faults = new Command("faults", "Breaks workers, database and network on purpose, and counts what was lost.") { rules, seconds, seed, json };
faults.SetAction((read, cancellation) => FaultRun.Run(
    read.GetRequiredValue(rules), read.GetValue(seconds), read.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1, int.MaxValue), read.GetValue(json), Console.Out, cancellation));

var people = new Option<double>("--people") { DefaultValueFactory = _ => 100_000_000, Description = "People of the country." };
var perPerson = new Option<double>("--events-a-person") { DefaultValueFactory = _ => 3, Description = "Life events of one person in a year." };
var rate = new Option<double>("--rate") { DefaultValueFactory = _ => 700, Description = "Life events that one cell does in a second, as 'bench intake' measured." };
var bytes = new Option<double>("--bytes") { DefaultValueFactory = _ => 6_000, Description = "Disk that a life event takes with all that follows from it, in bytes." };
var most = new Option<double>("--most") { DefaultValueFactory = _ => 12_000_000, Description = "People of one cell at most." };
foreach (var number in (Option<double>[])[people, perPerson, rate, bytes, most])
{
    number.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<double>() is not (> 0 and <= 10_000_000_000))
        {
            given.AddError($"{number.Name} must be above 0.");
        }
    });
}

var capacity = new Command("capacity", "Plays weeks of provinces and a country through, with the rate that was measured.") { people, perPerson, rate, bytes, most, seed, json };
capacity.SetAction((read, cancellation) => CapacityBench.Run(
    new CapacityAsked(read.GetValue(people), read.GetValue(perPerson), read.GetValue(rate), read.GetValue(bytes), read.GetValue(most), read.GetValue(seed) ?? 20_266),
    read.GetValue(json), Console.Out, cancellation));

var dossiers = new Option<int>("--dossiers") { DefaultValueFactory = _ => 1_000_000, Description = "How many dossiers there are, 100,000 to 10,000,000; a tenth of them is open." };
dossiers.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < 100_000 or > 10_000_000)
    {
        given.AddError("--dossiers must be between 100000 and 10000000. Leave it out for 1000000.");
    }
});
var heldFor = new Option<int>("--held") { DefaultValueFactory = _ => 60, Description = "For how many seconds a snapshot is held open, 6 to 3,600." };
heldFor.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < 6 or > 3_600)
    {
        given.AddError("--held must be between 6 and 3600. Leave it out for 60.");
    }
});
var queues = new Command("queues", "Measures claims, escalation, and what a held snapshot does to them.") { rules, dossiers, heldFor, json };
queues.SetAction((read, cancellation) => QueueBench.Run(
    read.GetRequiredValue(rules), read.GetValue(dossiers), read.GetValue(heldFor), read.GetValue(json), Console.Out, cancellation));

var off = new Option<double>("--off") { Description = "By how many seconds the clock is off." };
var serve = new Command("serve", "A worker whose clock is off; for the faults.") { off };
serve.SetAction((read, cancellation) => ShiftedWorker.Serve(TimeSpan.FromSeconds(read.GetValue(off)), cancellation));

var more = new Option<int>("--more") { DefaultValueFactory = _ => 1, Description = "How many migrations the later release has more, 1 or 2." };
var check = new Option<bool>("--check") { Description = "As of './par migrate'." };
var force = new Option<bool>("--force") { Description = "As of './par migrate'." };
var newerServe = new Command("serve", "Its worker.") { more };
newerServe.SetAction((read, cancellation) => NewerProgram.Serve(read.GetValue(more), cancellation));
var newerMigrate = new Command("migrate", "Its migrator.") { more, check, force };
newerMigrate.SetAction((read, cancellation) => NewerProgram.Migrate(read.GetValue(more), read.GetValue(check), read.GetValue(force), cancellation));
var newer = new Command("newer", "The program of a later release; for upgrades.") { newerServe, newerMigrate };

return await new RootCommand("Load and faults on whole workers.") { intake, queues, capacity, faults, serve, newer }.Parse(args).InvokeAsync();

using ExpertRouter.App.Finding;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Demo;

/// <summary>
/// A few tickets of the demo organisation in different states, made by the same services as anybody's, so that inbox and board are
/// alive on the first start. Needs the index. Thread-safe; loading twice changes nothing.
/// </summary>
public sealed class DemoTickets(
    TicketIntake intake, TicketRouter router, OutcomeRecorder recorder, ExpertSettingsDesk settings, OwnListing listing, ExpertDirectory directory, LeaveCalendar leave,
    TimeProvider time)
{
    private const string Origin = "demo";
    private const string Asker = "camila.vazquez";
    private const string Expert = "farah.jalali";
    private const string Dispatcher = "bram.vermaas";

    private static TicketMove ToTriage => new() { Kind = TicketMoveKind.Escalate, Reason = "Chosen by who asked." };

    /// <summary>Makes the tickets that are missing.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        if (await IdAsync(Expert, cancellationToken) is not { } farah || await IdAsync("maya.kowalczyk", cancellationToken) is not { } maya)
            return;
        var me = TicketPerson.Expert(farah, Mail(Expert));
        var asker = TicketPerson.Requester(Mail(Asker));
        var dispatcher = TicketPerson.Dispatcher(Mail(Dispatcher));

        if (await SubmitAsync("resolved", Asker, "Battery of G-091 charges only to 60 percent", "Since the cold week G-091 stops charging at 60 percent at station 2. Other vehicles fill up there. Is it the pack or the station?", [], ToTriage, cancellationToken) is { } resolved)
        {
            await settings.ChangeAsync(farah, row => row.Capacity ??= 8, cancellationToken);
            await settings.ChangeAsync(maya, row => row.LeaveUntil ??= leave.Day(time.GetUtcNow()).AddDays(12), cancellationToken);
            await recorder.ReassignAsync(resolved, dispatcher, farah, "Knows the cold-weather limits.", cancellationToken);
            await recorder.AcceptAsync(resolved, me, cancellationToken);
            await recorder.ResolveAsync(resolved, me, "One weak cell in module 7 ended every charge early. The module is ordered; until then 60 percent is safe.", cancellationToken);
        }
        if (await SubmitAsync("held", Asker, "State of charge of G-204 jumps by ten points", "The display of G-204 went from 44 to 33 percent between two berths, twice today. The terminal asks whether it may keep driving.", [], ToTriage, cancellationToken) is { } held)
        {
            await recorder.ReassignAsync(held, dispatcher, farah, reason: null, cancellationToken);
            await recorder.AcceptAsync(held, me, cancellationToken);
        }
        await SubmitAsync("named", Asker, "Coolant pump of G-117 draws no current", "G-117 derates to 40 percent every afternoon and the pump current is zero. The fuse is intact. Do we need the relocation kit here as well?", [], recorder.ReassignTo(farah, reason: null), cancellationToken);
        await SubmitAsync("restricted", "nadia.hamdi", "Cells for the Cormorant prototype", "Which supplier's cells do we put into the second prototype, and who signs the transport papers?", ["project-cormorant"], recorder.ReassignTo(farah, reason: null), cancellationToken);
        await RouteAsync("ramp", Asker, "Vehicle rolls back on the ferry ramp", "G-188 rolled back half a metre before it held on the wet ferry ramp. Twice this morning, both times empty.", cancellationToken);
        await RouteAsync("lag", "niamh.quilligan", "Consumer lag grows after every rebalance", "The telemetry consumers fall an hour behind after each rebalance and need the whole night to catch up.", cancellationToken);
        await RouteAsync("nobody", "niamh.quilligan", "Is there a trombone?", "", cancellationToken);
        if (await SubmitAsync("stuck", Asker, "Customs declarations rejected since six", "All declarations of the Rotterdam feeder come back with a schema error. The vessel leaves tonight.", [], first: null, cancellationToken) is { } stuck)
        {
            await router.RouteAsync(stuck, cancellationToken);
            await recorder.EscalateAsync(stuck, asker, "The vessel leaves tonight; nobody has answered.", cancellationToken);
        }
    }

    private async Task RouteAsync(string key, string from, string title, string text, CancellationToken cancellationToken)
    {
        if (await SubmitAsync(key, from, title, text, [], first: null, cancellationToken) is { } id)
            await router.RouteAsync(id, cancellationToken);
    }

    private async Task<Guid?> SubmitAsync(string key, string from, string title, string text, string[] groups, TicketMove? first, CancellationToken cancellationToken)
    {
        var receipt = await intake.SubmitAsync(
            new TicketSubmission { Origin = Origin, ExternalId = key, Title = title, Text = text, RequesterEmail = Mail(from), VisibilityGroups = groups }, first, cancellationToken);
        return receipt.IsNew ? receipt.TicketId : null;
    }

    private async Task<long?> IdAsync(string name, CancellationToken cancellationToken) => (await listing.FindAsync(Mail(name), cancellationToken))?.Id;

    private static string Mail(string name) => $"{name}@kestrelharbour.example";
}

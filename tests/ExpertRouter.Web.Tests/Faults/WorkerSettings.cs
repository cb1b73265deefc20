using System.Globalization;
using ExpertRouter.Testing;
using ExpertRouter.Web.Tests.Tickets;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>Settings of a worker under fault: everything on real servers, and background work so frequent that it meets the faults.</summary>
internal static class WorkerSettings
{
    public static Dictionary<string, string> Of(FaultServers servers, TestDatabase database, SmallSmtpServer smtp, WebhookReceiver hooks, string prefix) => new()
    {
        ["Demo:Enabled"] = "false",
        ["Encoder:Enabled"] = "false",
        ["Database:Provider"] = database.Options.Provider.ToString(),
        ["Database:ConnectionString"] = database.Options.ConnectionString!,
        ["Messaging:Transport"] = "RabbitMq",
        ["Messaging:Address"] = servers.Rabbit,
        ["Messaging:Prefix"] = prefix,
        ["Messaging:RelayEvery"] = "00:00:00.1",
        ["Messaging:SweepEvery"] = "00:00:01",
        ["Routing:DecisionDue"] = "00:00:02",
        ["Routing:Capacity"] = "1000000",
        ["Routing:OffersPerWeek"] = "1000000",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:From"] = "router@company.example",
        ["Mail:PortalUrl"] = "https://router.company.example",
        ["Mail:SendEvery"] = "00:00:00.2",
        ["Webhooks:Subscriptions:0:Name"] = "crm",
        ["Webhooks:Subscriptions:0:Url"] = hooks.Address.ToString(),
        ["Webhooks:Subscriptions:0:Secret"] = WebhookReceiver.Secret,
        ["Webhooks:Retries:0"] = "00:00:00.05",
        ["Webhooks:Retries:1"] = "00:00:01",
        ["Webhooks:Retries:2"] = "00:00:05",
    };
}

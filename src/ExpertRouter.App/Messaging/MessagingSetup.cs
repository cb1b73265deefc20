using ExpertRouter.App.Mail;
using ExpertRouter.App.Messaging.Consumers;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.App.Messaging.Webhooks;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging;

/// <summary>Registers the bus, its consumers and the background work around it; for hosts that stay up.</summary>
public static class MessagingSetup
{
    /// <summary>Messages of one consumer that are fetched ahead.</summary>
    private const int FetchAhead = 4;

    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    /// <summary>Adds all of it; the application's other services must be registered and the store migrated before the host starts.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(MessagingOptions.Section);
        services.AddOptions<MessagingOptions>().Bind(section)
            .Validate(options => options.Transport != MessageTransport.RabbitMq || options.Address is { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" },
                "Messaging:Address is needed with RabbitMq: amqp://user:password@host:5672/virtual-host")
            .Validate(options => options.Prefix.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'),
                "Messaging:Prefix has lower-case letters, digits and hyphens only.")
            .Validate(options => options.Concurrency is >= 1 and <= 64, "Messaging:Concurrency is from 1 to 64.")
            .Validate(options => options.OutcomePatience >= TimeSpan.Zero && options.OutcomePatience <= LongestPatience, "Messaging:OutcomePatience is from 0 to 1 hour.")
            .Validate(options => options.RelayEvery > TimeSpan.Zero && options.SweepEvery > TimeSpan.Zero, "Messaging:RelayEvery and SweepEvery are above 0.")
            .ValidateOnStart();
        var chosen = section.Get<MessagingOptions>() ?? new MessagingOptions();
        services.AddWebhooks(configuration);
        services.AddTicketMail(configuration);
        services.AddSingleton<FailedMessageStore>();
        services.AddSingleton<MessageInspector>();
        services.AddMassTransit(bus => Configure(bus, chosen));
        services.AddSingleton<OutboxRelay>();
        services.AddHostedService<OutboxService>();
        services.AddHostedService<SweepService>();
        return services;
    }

    private static void Configure(IBusRegistrationConfigurator bus, MessagingOptions options)
    {
        bus.DisableUsageTelemetry();
        bus.ConfigureHealthCheckOptions(health => (health.Name, health.MinimalFailureStatus) = ("message bus", HealthStatus.Degraded));
        bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(options.Prefix, includeNamespace: false));
        bus.AddConsumer<SubmitTicketConsumer, SubmitTicketDefinition>();
        bus.AddConsumer<RouteTicketConsumer, RouteTicketDefinition>();
        bus.AddConsumer<RecordOutcomeConsumer, RecordOutcomeDefinition>();
        bus.AddConsumer<PlanMailsConsumer, PlanMailsDefinition>();
        bus.AddConsumer<NotifyWebhooksConsumer, NotifyWebhooksDefinition>();
        bus.AddConsumer<DeliverWebhookConsumer, DeliverWebhookDefinition>();
        bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
        {
            endpoint.PrefetchCount = options.Concurrency * FetchAhead;
            endpoint.ConcurrentMessageLimit = options.Concurrency;
            var store = context.GetRequiredService<FailedMessageStore>();
            endpoint.ConfigureError(pipe => pipe.UseFilter(new KeepFailedFilter(store)));
            endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(new KeepUnknownFilter(store)));
        });
        if (options.Transport == MessageTransport.RabbitMq)
            bus.UsingRabbitMq((context, rabbit) => ConfigureRabbitMq(context, rabbit, options));
        else
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
    }

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, MessagingOptions options)
    {
        // Names that the validated options name: the bus is built when the host starts.
        var address = context.GetRequiredService<IOptions<MessagingOptions>>().Value.Address!;
        rabbit.Host(address);
        if (options.Prefix.Length > 0)
            rabbit.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(rabbit.MessageTopology.EntityNameFormatter, options.Prefix + "-"));
        rabbit.ConfigureEndpoints(context);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Encoders;

/// <summary>Registers the encoders' room.</summary>
public static class EncodersServices
{
    public static IServiceCollection AddEncoders(this IServiceCollection services)
    {
        services.AddOptions<EncoderOptions>().BindConfiguration(EncoderOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        var folder = Path.Combine(AppContext.BaseDirectory, "encoders", "all-MiniLM-L6-v2");
        return services
            .AddSingleton<EmbeddingCalls>()
            .AddSingleton<ISentenceEncoder>(provider => provider.GetRequiredService<IOptions<EncoderOptions>>().Value.Kind switch
            {
                EncoderOptions.None => new NullEncoder(),
                EncoderOptions.FromProvider => ActivatorUtilities.CreateInstance<ProviderEncoder>(provider),
                _ => new BuiltinEncoder(folder),
            });
    }
}

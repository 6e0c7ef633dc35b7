using IAfluence.Web.Hosting;

// The slim builder leaves out IIS and other hosts that nobody runs this on, which is felt at the start; HTTPS by settings is added back.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.AddIAfluence();
var app = builder.Build();
app.UseIAfluence();
return await app.RunOrExplainAsync();

public partial class Program;

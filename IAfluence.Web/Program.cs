using IAfluence.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddIAfluence();
var app = builder.Build();
app.UseIAfluence();
return await app.RunOrExplainAsync();

public partial class Program;

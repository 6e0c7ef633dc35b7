namespace IAfluence.Web.Pages.Dashboard;

/// <summary>Names the resource files of this room's words.</summary>
public sealed class DashboardTexts;

/** The one name that the widget adds to the page. See js/README.md. */
interface Window {
  IAfluence?: import("../loader/widget").Widget;
}

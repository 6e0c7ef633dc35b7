/* Buttons of the page that open the chatbot. Where its script is loaded later, or waits for consent, the click waits for it. */
( function () {
	'use strict';

	function widgetOf( key ) {
		var api = window.IAfluence;
		return api && ( ( api.get && api.get( key ) ) || api );
	}

	function whenThere( key, use, tries ) {
		var widget = widgetOf( key );
		if ( widget ) {
			use( widget );
		} else if ( tries > 0 ) {
			setTimeout( function () {
				whenThere( key, use, tries - 1 );
			}, 200 );
		}
	}

	document.addEventListener( 'click', function ( event ) {
		var button = event.target.closest ? event.target.closest( '[data-iafluence-open]' ) : null;
		if ( ! button ) {
			return;
		}
		var question = button.getAttribute( 'data-iafluence-ask' );
		whenThere(
			button.getAttribute( 'data-iafluence-open' ),
			function ( widget ) {
				if ( question ) {
					widget.ask( question );
				} else {
					widget.open();
				}
			},
			50
		);
	} );
} )();

/* Starts the chatbot once the visitor has agreed in the site's consent manager. Until then nothing of it is loaded. */
( function () {
	'use strict';

	var self = document.currentScript || document.querySelector( 'script[data-consent][src*="/consent.js"]' );
	var category = self.getAttribute( 'data-category' );
	var vendor = self.getAttribute( 'data-vendor' );

	function start() {
		var waiting = document.querySelectorAll( 'script[type="text/plain"][data-iafluence-src]' );
		Array.prototype.forEach.call( waiting, function ( block ) {
			var script = document.createElement( 'script' );
			Array.prototype.forEach.call( block.attributes, function ( attribute ) {
				if ( attribute.name !== 'type' && attribute.name !== 'data-iafluence-src' && attribute.name !== 'nonce' ) {
					script.setAttribute( attribute.name, attribute.value );
				}
			} );
			script.async = true;
			if ( block.nonce ) {
				script.nonce = block.nonce;
			}
			script.src = block.getAttribute( 'data-iafluence-src' );
			block.parentNode.replaceChild( script, block );
		} );
	}

	function whenReady( use ) {
		if ( document.readyState === 'loading' ) {
			document.addEventListener( 'DOMContentLoaded', use );
		} else {
			use();
		}
	}

	var managers = {
		'wp-consent-api': function () {
			document.addEventListener( 'wp_listen_for_consent_change', function ( event ) {
				if ( event.detail && event.detail[ category ] === 'allow' ) {
					start();
				}
			} );
			whenReady( function () {
				if ( typeof window.wp_has_consent === 'function' && window.wp_has_consent( category ) ) {
					start();
				}
			} );
		},
		complianz: function () {
			document.addEventListener( 'cmplz_enable_category', function ( event ) {
				if ( event.detail && event.detail.category === category ) {
					start();
				}
			} );
			whenReady( function () {
				if ( typeof window.cmplz_has_consent === 'function' && window.cmplz_has_consent( category ) ) {
					start();
				}
			} );
		},
		tarteaucitron: function () {
			// The manager may come before or after this script: its own script defines it.
			( function declare( tries ) {
				if ( ! window.tarteaucitron || ! window.tarteaucitron.services ) {
					if ( tries > 0 ) {
						setTimeout( declare, 200, tries - 1 );
					}
					return;
				}
				window.tarteaucitron.services.iafluence = {
					key: 'iafluence',
					type: 'support',
					name: 'Chatbot',
					uri: new URL( self.src ).origin,
					needConsent: true,
					cookies: [],
					js: start
				};
				window.tarteaucitron.job = window.tarteaucitron.job || [];
				window.tarteaucitron.job.push( 'iafluence' );
			} )( 50 );
		},
		axeptio: function () {
			window._axcb = window._axcb || [];
			window._axcb.push( function ( axeptio ) {
				axeptio.on( 'cookies:complete', function ( choices ) {
					if ( choices[ vendor ] ) {
						start();
					}
				} );
			} );
		},
		didomi: function () {
			function look() {
				var status = window.Didomi.getCurrentUserStatus().vendors[ vendor ];
				if ( status && status.enabled ) {
					start();
				}
			}
			window.didomiOnReady = window.didomiOnReady || [];
			window.didomiOnReady.push( look );
			window.didomiEventListeners = window.didomiEventListeners || [];
			window.didomiEventListeners.push( { event: 'consent.changed', listener: look } );
		},
		event: function () {
			document.addEventListener( 'iafluence:consent', start );
			if ( window.iafluenceConsent === true ) {
				start();
			}
		}
	};

	var manager = managers[ self.getAttribute( 'data-consent' ) ];
	if ( manager ) {
		manager();
	}
} )();

<?php
// What the test needs of the site: a title tag, French on request, no look at wordpress.org, and classic permalinks that read like paths.
add_action( 'after_setup_theme', function () {
	add_theme_support( 'title-tag' );
	add_theme_support( 'html5', array( 'script', 'style' ) );
} );
add_filter( 'locale', function ( $locale ) {
	return isset( $_GET['lang'] ) && 'fr' === $_GET['lang'] ? 'fr_FR' : $locale;
} );
add_filter( 'wp_is_application_passwords_available', '__return_false' );
add_filter( 'admin_email_check_interval', '__return_zero' );
